package io.matchlock.bench;

import io.matchlock.bench.compare.BenchCommand;
import io.matchlock.bench.load.LoadCommand;
import io.matchlock.bench.match.MatchCommand;
import io.matchlock.exchange.launch.CommandProvider;
import java.util.List;

/** What this module adds to the launcher. */
public final class BenchCommands implements CommandProvider {
    @Override
    public List<Object> commands() {
        return List.of(new LoadCommand(), new MatchCommand(), new BenchCommand());
    }
}
