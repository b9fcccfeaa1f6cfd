package io.matchlock.persister.embedded;

import java.util.LinkedHashMap;
import java.util.Map;

/** How the embedded server is set: bulk load by one writer on a machine that has other things to do. */
public final class ServerSettings {
    private ServerSettings() {}

    /**
     * The settings that {@link PostgresServer#start} goes by.
     *
     * @return names and values as in postgresql.conf; a copy, may be changed
     */
    public static Map<String, String> defaults() {
        final Map<String, String> settings = new LinkedHashMap<>();
        settings.put("listen_addresses", "127.0.0.1");
        settings.put("unix_socket_directories", "");
        settings.put("max_connections", "50");
        durability(settings);
        memory(settings);
        background(settings);
        return settings;
    }

    private static void durability(final Map<String, String> settings) {
        settings.put("fsync", "on"); // the library that starts the server turns it off
        settings.put("synchronous_commit", "on");
        settings.put("full_page_writes", "on");
        settings.put("wal_level", "minimal");
        settings.put("max_wal_senders", "0");
        settings.put("wal_compression", "on");
        settings.put("max_wal_size", "4GB");
        settings.put("min_wal_size", "512MB");
        settings.put("checkpoint_timeout", "15min");
    }

    private static void memory(final Map<String, String> settings) {
        settings.put("shared_buffers", "256MB");
        settings.put("wal_buffers", "16MB");
        settings.put("temp_buffers", "16MB");
        settings.put("dynamic_shared_memory_type", "mmap"); // a killed server leaves nothing in /dev/shm
        settings.put("maintenance_work_mem", "128MB");
        settings.put("random_page_cost", "1.1");
    }

    private static void background(final Map<String, String> settings) {
        settings.put("jit", "off");
        settings.put("autovacuum_max_workers", "1");
        settings.put("autovacuum_naptime", "60s");
        settings.put("autovacuum_vacuum_cost_delay", "20ms"); // the cores belong to the exchange
        settings.put("max_parallel_workers_per_gather", "0");
        settings.put("bgwriter_lru_maxpages", "200");
        settings.put("logging_collector", "off");
    }
}
