package io.matchlock.audit.sim.scenario;

import io.matchlock.audit.sim.actor.ClientTraits;
import io.matchlock.audit.sim.fault.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What is drawn from a seed: the processes and clients, the sizes, and the faults.
 *
 * @param seed of everything else that is left to chance
 * @param gateways how many
 * @param loops of each gateway
 * @param matchers how many
 * @param fenceTicks of the segment
 * @param maxTouchedOrders of the segment
 * @param mailboxBytes of each loop
 * @param maxInFlight batches of each loop
 * @param memoryBytes of the log's server, 0 for no limit
 * @param maxFsyncNs of the log's server
 * @param maxWakeNs that a gateway's loop may take to begin a task
 * @param clients what each is like
 * @param lengthNs for how long faults happen
 * @param faults that happen
 */
public record Scenario(
        long seed,
        int gateways,
        int loops,
        int matchers,
        int fenceTicks,
        int maxTouchedOrders,
        int mailboxBytes,
        int maxInFlight,
        long memoryBytes,
        long maxFsyncNs,
        long maxWakeNs,
        List<ClientTraits> clients,
        long lengthNs,
        List<Fault> faults) {
    private static final long NS_PER_MS = 1_000_000L;
    private static final long NS_PER_S = 1_000 * NS_PER_MS;
    private static final int TWO_PERSISTERS = 5;
    private static final int NO_ARCHIVER = 3;
    private static final int[] FENCES = {4, 5, 6, 8, 10, 20};
    private static final int[] TOUCHES = {3, 10, 100, 1_000};
    private static final long[] LENGTHS_S = {6, 10, 20, 40};

    public Scenario {
        clients = List.copyOf(clients);
        faults = List.copyOf(faults);
    }

    /**
     * Draws a scenario.
     *
     * @param seed that gives it
     * @return always the same
     */
    public static Scenario of(final long seed) {
        final Random random = new Random(seed * 0x9E3779B97F4A7C15L);
        final Theme theme = Theme.of(seed);
        final int gateways = theme.gateways(1 + random.nextInt(3) * random.nextInt(2));
        final int loops = theme.loops(1 + random.nextInt(gateways == 1 ? 4 : 2));
        final long lengthNs = theme.lengthNs(LENGTHS_S[random.nextInt(LENGTHS_S.length)] * NS_PER_S);
        final List<ClientTraits> clients = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            clients.add(theme.client(client(random), random));
        }
        return new Scenario(
                seed,
                gateways,
                loops,
                theme.matchers(1 + random.nextInt(2) * random.nextInt(2)),
                theme.fenceTicks(FENCES[random.nextInt(FENCES.length)]),
                theme.maxTouchedOrders(TOUCHES[random.nextInt(TOUCHES.length)]),
                (8 * 1024) << random.nextInt(3),
                2 + random.nextInt(4),
                random.nextInt(4) == 0 ? (1_000 + random.nextInt(1_000)) * 1024L : 0,
                (1 + random.nextInt(5)) * NS_PER_MS,
                theme.maxWakeNs(random.nextInt(4) == 0 ? 2 * NS_PER_MS : 0),
                clients,
                lengthNs,
                faults(seed, theme.faults(random, lengthNs), lengthNs));
    }

    /** {@return whether the log's server may lose what it has acknowledged} */
    public boolean isLossy() {
        return Theme.of(seed).isLossy();
    }

    /** {@return whether processes may halt for what becomes of the log, and are started again} */
    public boolean mayHalt() {
        return isLossy() || Theme.of(seed) == Theme.MIXUP;
    }

    /** {@return whether only the first client has trouble, so that all others must be served as ever} */
    public boolean isOthersWell() {
        return Theme.of(seed) == Theme.DEAFNESS && memoryBytes == 0;
    }

    /** {@return whether the log is archived; not where it is mixed up with another one} */
    public boolean hasArchiver() {
        return hasArchiver(seed);
    }

    /** {@return whether what is archived leaves the streams: not where these may lose their end, which nobody could put back} */
    public boolean trims() {
        return hasArchiver() && !isLossy();
    }

    /** {@return how many persisters write to the one ledger, of which one must halt} */
    public int persisters() {
        return seed % TWO_PERSISTERS == 0 && !mayHalt() ? 2 : 1;
    }

    /**
     * The same with other faults.
     *
     * @param others instead of these
     * @return a copy
     */
    public Scenario withFaults(final List<Fault> others) {
        return new Scenario(
                seed,
                gateways,
                loops,
                matchers,
                fenceTicks,
                maxTouchedOrders,
                mailboxBytes,
                maxInFlight,
                memoryBytes,
                maxFsyncNs,
                maxWakeNs,
                clients,
                lengthNs,
                others);
    }

    /**
     * The same, but smaller.
     *
     * @param fewerGateways how many
     * @param fewerLoops of each gateway
     * @param fewerMatchers how many
     * @param fewerClients how many
     * @param shorterNs for how long faults happen
     * @return a copy
     */
    public Scenario withSize(
            final int fewerGateways,
            final int fewerLoops,
            final int fewerMatchers,
            final int fewerClients,
            final long shorterNs) {
        return new Scenario(
                seed,
                fewerGateways,
                fewerLoops,
                fewerMatchers,
                fenceTicks,
                maxTouchedOrders,
                mailboxBytes,
                maxInFlight,
                memoryBytes,
                maxFsyncNs,
                maxWakeNs,
                clients.subList(0, fewerClients),
                shorterNs,
                faults);
    }

    private static boolean hasArchiver(final long seed) {
        return seed % NO_ARCHIVER != 1 && Theme.of(seed) != Theme.MIXUP;
    }

    /** The archiver has troubles of its own, and so have epochs, drawn apart: with them or without, the others have the same. */
    private static List<Fault> faults(final long seed, final List<Fault> others, final long lengthNs) {
        final List<Fault> all = new ArrayList<>(others);
        if (hasArchiver(seed) && Theme.of(seed) != Theme.DEAFNESS) {
            all.addAll(ArchiverTrouble.faults(
                    new Random(seed), lengthNs, Theme.of(seed).isLossy()));
        }
        if (Theme.of(seed) != Theme.DEAFNESS) {
            all.addAll(EpochTrouble.faults(new Random(~seed), lengthNs));
        }
        return all;
    }

    private static ClientTraits client(final Random random) {
        return new ClientTraits(
                60 << random.nextInt(6),
                1 + random.nextInt(8),
                200 << random.nextInt(5),
                20 << random.nextInt(6),
                random.nextBoolean(),
                random.nextBoolean() ? 0 : 500 << random.nextInt(4),
                random.nextBoolean(),
                random.nextInt(3),
                random.nextInt(60),
                0);
    }
}
