package io.matchlock.exchange.command;

import io.matchlock.exchange.deploy.Banner;
import io.matchlock.exchange.deploy.RunningRole;
import io.matchlock.exchange.deploy.StopSignal;
import io.matchlock.exchange.launch.Logging;
import io.matchlock.exchange.launch.ServeCommand;
import io.matchlock.exchange.launch.Versions;
import io.matchlock.exchange.role.RoleKind;
import io.matchlock.exchange.segment.LogAccess;
import io.matchlock.exchange.settings.Settings;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code matchlock redis}, {@code gateway} and so on: one role as a process of its own. */
@Command
final class RoleCommand extends ServeCommand {
    private final RoleKind kind;

    RoleCommand(final RoleKind kind) {
        this.kind = kind;
    }

    @Override
    protected int serve(final StopSignal signal) {
        final Settings settings = options.load();
        Logging.toFile(settings, kind.text());
        try (RunningRole role = signal.starting(settings, () -> start(settings, signal))) {
            final Banner banner = new Banner(settings, Versions.matchlock());
            if (isSupervised()) {
                banner.printRole(out(), role);
            } else {
                banner.print(out(), List.of(role));
            }
            out().println("ready " + kind.text());
            out().flush();
            return await(signal, role::failure);
        }
    }

    private RunningRole start(final Settings settings, final StopSignal signal) {
        if (kind.needsLog()) {
            final LogAccess access = new LogAccess(settings);
            access.requireSound();
            access.rememberSegment();
        }
        return RunningRole.start(kind, settings, signal::isRaised);
    }
}
