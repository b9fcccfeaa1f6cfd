package io.matchlock.gateway.settings;

import org.agrona.collections.IntHashSet;

/** Who may log on, and for which accounts. Immutable. */
public final class AccessKey {
    private final String id;
    private final byte[] secret;
    private final IntHashSet accounts = new IntHashSet();
    private final boolean mayTrade;

    /**
     * Defines a key.
     *
     * @param id 1 to 16 ASCII characters
     * @param secret for the HMAC, not empty
     * @param accounts for which it may enter orders, as unsigned 32-bit numbers
     * @param mayTrade false for a key that may only log on and ask
     * @throws IllegalArgumentException if the id or the secret has a bad length
     */
    public AccessKey(final String id, final byte[] secret, final Iterable<Integer> accounts, final boolean mayTrade) {
        if (id.isEmpty() || id.length() > 16 || secret.length == 0) {
            throw new IllegalArgumentException("an access key needs an id of 1 to 16 characters and a secret: " + id);
        }
        this.id = id;
        this.secret = secret.clone();
        this.mayTrade = mayTrade;
        accounts.forEach(this.accounts::add);
    }

    /** {@return the id} */
    public String id() {
        return id;
    }

    /** {@return a copy of the secret} */
    public byte[] secret() {
        return secret.clone();
    }

    /**
     * Whether it may enter orders for an account.
     *
     * @param account unsigned
     * @return false if not, or if it may not trade at all
     */
    public boolean mayTradeFor(final int account) {
        return mayTrade && accounts.contains(account);
    }

    /** {@return whether it may enter orders} */
    public boolean mayTrade() {
        return mayTrade;
    }

    @Override
    public String toString() {
        return "AccessKey[" + id + ", accounts " + accounts + (mayTrade ? ", trade]" : ", view]");
    }
}
