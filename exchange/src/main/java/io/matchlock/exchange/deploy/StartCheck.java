package io.matchlock.exchange.deploy;

import io.matchlock.exchange.failure.OperatorException;
import io.matchlock.exchange.folder.DataFolder;
import io.matchlock.exchange.folder.FolderLock;
import io.matchlock.exchange.folder.PortOwner;
import io.matchlock.exchange.folder.RunFile;
import io.matchlock.exchange.role.RoleKind;
import io.matchlock.exchange.settings.Setting;
import io.matchlock.exchange.settings.SettingTable;
import io.matchlock.exchange.settings.Settings;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Checks, before the first role of a segment starts, that none of the roles runs and that no other process has their
 * ports.
 */
public final class StartCheck {
    private final Settings settings;
    private final DataFolder folder;

    private StartCheck(final Settings settings) {
        this.settings = settings;
        this.folder = new DataFolder(settings.data());
    }

    /**
     * Looks at all roles and ports, and changes nothing.
     *
     * @param settings that are effective
     * @throws OperatorException if a role runs on the data folder, or a port is taken; one sentence that names who has it
     */
    public static void require(final Settings settings) {
        final StartCheck check = new StartCheck(settings);
        final List<RoleKind> kinds = RoleKind.needed(settings);
        kinds.forEach(check::requireNotRunning);
        kinds.forEach(check::requirePorts);
    }

    private void requireNotRunning(final RoleKind kind) {
        RunFile.read(folder, kind.text()).ifPresent(facts -> {
            throw FolderLock.inUse(folder, kind.text(), facts.get(RunFile.PID));
        });
    }

    private void requirePorts(final RoleKind kind) {
        switch (kind) {
            case REDIS -> requireFree(SettingTable.REDIS_PORT);
            case CACHE -> requireFree(SettingTable.CACHE_PORT);
            case POSTGRES -> requireFree(SettingTable.POSTGRES_PORT);
            case MATCHER -> requireFreeEndpoint(SettingTable.MATCHER_CONTROL);
            case GATEWAY -> {
                final InetSocketAddress address =
                        settings.address(SettingTable.GATEWAY_HOST, SettingTable.GATEWAY_PORT);
                requireFree(SettingTable.GATEWAY_PORT, address);
                requireFreeEndpoint(SettingTable.GATEWAY_CONTROL);
            }
            case DRIVER, PERSISTER, ARCHIVER -> {}
        }
    }

    private void requireFree(final Setting port) {
        requireFree(port, new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.number(port)));
    }

    private void requireFree(final Setting setting, final InetSocketAddress address) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address);
        } catch (final IOException e) {
            requireOurs(setting, e, PortOwner.ofTcp(address.getPort()));
        }
    }

    private void requireFreeEndpoint(final Setting setting) {
        final String text = settings.text(setting);
        final int colon = text.lastIndexOf(':');
        final InetSocketAddress address =
                new InetSocketAddress(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
        try (DatagramSocket socket = new DatagramSocket(null)) {
            socket.bind(address);
        } catch (final IOException e) {
            requireOurs(setting, e, PortOwner.ofUdp(address.getPort()));
        }
    }

    /** A server that was left behind on this very folder is no hindrance: its role stops it first. */
    private void requireOurs(final Setting setting, final IOException failure, final Optional<PortOwner> owner) {
        final boolean isTaken = failure instanceof BindException
                && String.valueOf(failure.getMessage()).contains("in use");
        if (!isTaken
                || !PortOwner.isTold()
                || owner.flatMap(PortOwner::folder).filter(this::isOurs).isPresent()) {
            return; // what else may be wrong, the role says by itself
        }
        throw OperatorException.startup("setting " + setting.name() + " is \"" + settings.text(setting)
                + "\", and that port is taken by "
                + owner.map(PortOwner::toString).orElse("another user's process")
                + "; stop that one, or choose another port for data folder " + folder.root() + ".");
    }

    private boolean isOurs(final Path other) {
        try {
            return Files.isSameFile(other, folder.root());
        } catch (final IOException e) {
            return false;
        }
    }
}
