package io.matchlock.audit;

import io.matchlock.audit.sim.run.SimulateCommand;
import io.matchlock.exchange.command.CommandProvider;
import java.util.List;

/** What this module adds to the launcher. */
public final class AuditCommands implements CommandProvider {
    @Override
    public List<Object> commands() {
        return List.of(new SimulateCommand());
    }
}
