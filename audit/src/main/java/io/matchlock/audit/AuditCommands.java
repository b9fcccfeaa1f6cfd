package io.matchlock.audit;

import io.matchlock.audit.command.DemoCommand;
import io.matchlock.audit.command.ReplayFileCommand;
import io.matchlock.audit.command.SimulateCommand;
import io.matchlock.audit.command.VerifyCommand;
import io.matchlock.exchange.launch.CommandProvider;
import java.util.List;

/** What this module adds to the launcher. */
public final class AuditCommands implements CommandProvider {
    @Override
    public List<Object> commands() {
        return List.of(new DemoCommand(), new ReplayFileCommand(), new SimulateCommand(), new VerifyCommand());
    }
}
