package io.matchlock.audit.demo;

import io.matchlock.audit.auditor.Audit;
import io.matchlock.audit.auditor.SegmentAudit;
import io.matchlock.audit.send.FlowLoad;
import io.matchlock.audit.send.FlowRun;
import io.matchlock.exchange.failure.ExitCode;
import io.matchlock.exchange.failure.OperatorException;
import io.matchlock.exchange.folder.DataFolder;
import io.matchlock.exchange.segment.Addresses;
import io.matchlock.exchange.segment.KeyFile;
import io.matchlock.exchange.segment.LogAccess;
import io.matchlock.exchange.settings.SettingTable;
import io.matchlock.exchange.settings.Settings;
import io.matchlock.log.LogConnection;
import io.matchlock.protocol.segment.InstrumentDefinition;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Sends a flow to a running segment, and audits the segment afterwards. One thread; a second one shows progress. */
public final class Demo {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(20);
    private static final Duration DRAIN_TIMEOUT = Duration.ofSeconds(60);
    private static final int MAX_FINDINGS = 10;
    private static final double NS_PER_S = 1e9;

    private final Settings settings;
    private final FlowLoad load;
    private final PrintWriter out;

    /**
     * A demo.
     *
     * @param settings of the segment
     * @param load how much flow
     * @param out for progress and report
     */
    public Demo(final Settings settings, final FlowLoad load, final PrintWriter out) {
        this.settings = settings;
        this.load = load;
        this.out = out;
    }

    /**
     * Sends, drains, reckons up.
     *
     * @param duration of the sending
     * @param isStopped asked in between
     * @param stopPipeline stops gateway, matcher and persister, each drained, so that the log stands still
     * @return what the reckoning found
     */
    public Audit run(final Duration duration, final BooleanSupplier isStopped, final Runnable stopPipeline) {
        final KeyFile.Key key =
                KeyFile.read(settings.file(SettingTable.KEYS, "keys")).get(0);
        final DemoReport report = new DemoReport(out);
        final FlowRun flow = new FlowRun(load, new Addresses(settings).gateway(), key, instruments());
        try (flow) {
            if (!flow.connect(CONNECT_TIMEOUT)) {
                throw new OperatorException(
                        ExitCode.DEPENDENCY_LOST, "the gateway did not take all sessions in time; see the log files.");
            }
            say("sending for " + duration.toSeconds() + " s; the audit behind it takes about as long again");
            final long startNs = System.nanoTime();
            try (Progress progress = Progress.start(out, flow.figures(), duration)) {
                flow.send(duration, isStopped);
                progress.draining();
                if (!flow.drain(DRAIN_TIMEOUT)) {
                    out.println("not all messages were answered in time");
                }
            }
            report.print(load, (System.nanoTime() - startNs) / NS_PER_S, flow.figures());
            report.print(ProcessMemory.of(new DataFolder(settings.data())));
        }
        say("stopping gateway, matcher and persister, each drained");
        stopPipeline.run();
        say("auditing the log, the books and Postgres");
        final Audit result = audit(flow);
        report.print(result);
        return result;
    }

    private void say(final String line) {
        out.println(line);
        out.flush();
    }

    private Audit audit(final FlowRun flow) {
        return SegmentAudit.run(
                new LogAccess(settings).settings(), new Addresses(settings).database(), flow.journals(), MAX_FINDINGS);
    }

    private List<InstrumentDefinition> instruments() {
        try (LogConnection connection = new LogAccess(settings).open()) {
            return connection.readGenesis().instruments();
        }
    }
}
