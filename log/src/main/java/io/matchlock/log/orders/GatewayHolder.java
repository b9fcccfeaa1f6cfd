package io.matchlock.log.orders;

/**
 * A process that holds a gateway's number. Its connections are named after both, so that whoever looks at the server's list
 * of clients can tell another process with the same number from this one.
 *
 * @param gatewayId the gateway's number
 * @param nonce random, the process's own
 */
public record GatewayHolder(int gatewayId, long nonce) {
    private static final String PREFIX = "matchlock-gateway-";

    /**
     * The name of a loop's connection.
     *
     * @param loop the loop's number
     * @return {@code matchlock-gateway-<number>-<loop>-<nonce>}
     */
    public String connectionName(final int loop) {
        return prefix() + loop + suffix();
    }

    /**
     * Looks for another process with the same number.
     *
     * @param clients the server's answer to CLIENT LIST
     * @return the address of one of its connections, null if there is none
     */
    public String rival(final String clients) {
        return clients.lines()
                .filter(line -> field(line, "name").startsWith(prefix())
                        && !field(line, "name").endsWith(suffix()))
                .map(line -> field(line, "addr"))
                .findFirst()
                .orElse(null);
    }

    /** The name of the connection that holds the number while no loop is connected. */
    String claimName() {
        return prefix() + "claim" + suffix();
    }

    private String prefix() {
        return PREFIX + gatewayId + "-";
    }

    private String suffix() {
        return "-" + Long.toHexString(nonce);
    }

    private static String field(final String line, final String name) {
        for (final String part : line.split(" ", -1)) {
            if (part.startsWith(name + "=")) {
                return part.substring(name.length() + 1);
            }
        }
        return "";
    }
}
