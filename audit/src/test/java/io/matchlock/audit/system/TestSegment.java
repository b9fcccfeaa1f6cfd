package io.matchlock.audit.system;

import io.matchlock.audit.auditor.Audit;
import io.matchlock.audit.auditor.SegmentAudit;
import io.matchlock.audit.auditor.client.ClientJournal;
import io.matchlock.audit.send.FlowLoad;
import io.matchlock.audit.send.FlowRun;
import io.matchlock.exchange.segment.Addresses;
import io.matchlock.exchange.segment.KeyFile;
import io.matchlock.exchange.segment.LogAccess;
import io.matchlock.exchange.settings.SettingTable;
import io.matchlock.exchange.settings.Settings;
import io.matchlock.exchange.settings.SettingsLoader;
import io.matchlock.log.LogConnection;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A segment on free ports in a folder of a test. */
public final class TestSegment {
    private final Map<String, String> flags = new LinkedHashMap<>();

    public TestSegment(final Path folder) throws IOException {
        flags.put("data", folder.toString());
        for (final String port : List.of("gateway.port", "redis.port", "cache.port", "postgres.port")) {
            flags.put(port, Integer.toString(freePort()));
        }
        flags.put("gateway.control", "127.0.0.1:" + freeUdpPort());
        flags.put("matcher.control", "127.0.0.1:" + freeUdpPort());
        flags.put("aeron.timeout", "3s");
        flags.put("redis.max-memory", "512m");
        flags.put("max.orders", "64k");
        flags.put("max.price-levels", "16k");
        flags.put("max.sessions", "1k");
        flags.put("process.heap", "256m");
    }

    /** Settings of a second gateway of this segment, in a folder of its own; to be asked for before this one starts. */
    TestSegment secondGateway(final Path folder) throws IOException {
        final TestSegment second = new TestSegment(folder);
        flags.put("gateway.peers", second.flags.get("gateway.control"));
        second.flags.put("gateway.id", "2");
        second.flags.put("matcher.control", flags.get("matcher.control"));
        second.flags.put("redis.url", "redis://127.0.0.1:" + flags.get("redis.port"));
        second.flags.put("keys", settings().data().resolve("keys").toString());
        second.flags.put("aeron.dir", new Addresses(settings()).aeron().toString());
        return second;
    }

    TestSegment with(final String name, final String value) {
        flags.put(name, value);
        return this;
    }

    public Settings settings() {
        return new SettingsLoader(Map.of(), 2).load(null, flags);
    }

    List<String> arguments() {
        final List<String> arguments = new ArrayList<>();
        flags.forEach((name, value) -> {
            arguments.add("--set");
            arguments.add(name + "=" + value);
        });
        return arguments;
    }

    FlowRun flow(final FlowLoad load) {
        final Settings settings = settings();
        final KeyFile.Key key =
                KeyFile.read(settings.file(SettingTable.KEYS, "keys")).get(0);
        try (LogConnection connection = new LogAccess(settings).open()) {
            return new FlowRun(
                    load,
                    new Addresses(settings).gateway(),
                    key,
                    connection.readGenesis().instruments());
        }
    }

    Audit audit(final FlowRun flow) {
        return audit(flow.journals());
    }

    Audit audit(final List<ClientJournal> journals) {
        final Settings settings = settings();
        return SegmentAudit.run(new LogAccess(settings).settings(), new Addresses(settings).database(), journals, 5);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static int freeUdpPort() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            return socket.getLocalPort();
        }
    }
}
