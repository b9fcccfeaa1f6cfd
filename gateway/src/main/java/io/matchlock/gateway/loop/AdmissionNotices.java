package io.matchlock.gateway.loop;

import io.matchlock.gateway.chain.Admission;
import java.util.Locale;
import java.util.function.Consumer;

/** Says when what is admitted changes: one sentence with the figures, what it means, and the remedy. Owned by the loop. */
final class AdmissionNotices {
    private static final long QUIET_NS = 1_000_000_000L;
    private static final double PERCENT = 100.0;
    private static final double MEGABYTE = 1 << 20;
    private static final String REMEDY =
            "; raise the log server's maxmemory (setting redis.max-memory, or CONFIG SET maxmemory)"
                    + ", and see to it that matcher and archiver run";

    private final Admission admission;
    private final Consumer<String> onNotice;
    private int told = Admission.ALL;
    private long toldAtNs;

    AdmissionNotices(final Admission admission, final long nowNs, final Consumer<String> onNotice) {
        this.admission = admission;
        this.onNotice = onNotice;
        toldAtNs = nowNs - QUIET_NS;
    }

    /** Says it, if it has changed since it was said last; no more than once a second. */
    void tell(final long nowNs) {
        final int level = admission.level();
        if (admission.isKnown() && level != told && nowNs - toldAtNs >= QUIET_NS) {
            told = level;
            toldAtNs = nowNs;
            onNotice.accept(text(level));
        }
    }

    private String text(final int level) {
        if (admission.alarm() != null) {
            return "ALARM: " + admission.alarm()
                    + ": nothing is taken; have matchlock verify --deep say which of matcher and"
                    + " archiver is wrong, and start that one with a build that is right";
        }
        if (admission.isLessDurable()) {
            return "the log server's settings promise less than clients were told (appendonly, appendfsync): nothing is taken"
                    + " until they are set right";
        }
        if (admission.isRefusedByServer()) {
            return "the log server refuses to append: nothing is taken; " + memory() + REMEDY
                    + ", and look at its log file";
        }
        return switch (level) {
            case Admission.ALL -> memory() + ": all orders are taken";
            case Admission.REFUSE_NEW -> memory() + ": new orders are refused" + REMEDY;
            case Admission.CANCELS_ONLY -> memory() + ": only cancels are taken" + REMEDY;
            case Admission.RESERVE -> memory() + ": only cancels and logons are taken, and engine time stands" + REMEDY;
            default -> memory() + ": nothing is taken" + REMEDY;
        };
    }

    private String memory() {
        return String.format(
                Locale.ROOT,
                "of the log's memory of %.1f MB %.1f %% is used and %.1f %% owed to orders that live or are not answered",
                admission.maxBytes() / MEGABYTE,
                share(admission.usedBytes()),
                share(admission.owedBytes()));
    }

    private double share(final long bytes) {
        return admission.maxBytes() == 0 ? 0 : PERCENT * bytes / admission.maxBytes();
    }
}
