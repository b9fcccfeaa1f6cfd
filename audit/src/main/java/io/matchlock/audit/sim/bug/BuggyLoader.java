package io.matchlock.audit.sim.bug;

import io.matchlock.audit.sim.actor.ClientTraits;
import io.matchlock.audit.sim.fault.Fault;
import io.matchlock.audit.sim.fault.FaultKind;
import io.matchlock.audit.sim.run.Outcome;
import io.matchlock.audit.sim.scenario.Scenario;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.tree.ClassNode;

/**
 * Loads the classes of product and simulator a second time, with a bug. Only the classes of scenarios and outcomes
 * are shared with the caller.
 */
final class BuggyLoader extends ClassLoader {
    private static final String OURS = "io.matchlock.";
    private static final Set<String> SHARED = Stream.of(
                    Scenario.class, ClientTraits.class, Fault.class, FaultKind.class, Outcome.class)
            .map(Class::getName)
            .collect(Collectors.toSet());

    static {
        registerAsParallelCapable();
    }

    private final Bug bug;

    /** Refuses a bug that would change nothing, for want of its class, its method, or what it looks for there. */
    BuggyLoader(final Bug bug) {
        super(BuggyLoader.class.getClassLoader());
        this.bug = bug;
        for (final Edit edit : bug.edits()) {
            requireChange(edit);
        }
    }

    @Override
    protected Class<?> loadClass(final String name, final boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(OURS) || SHARED.contains(name)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            final Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }
    }

    private Class<?> define(final String name) throws ClassNotFoundException {
        final String path = name.replace('.', '/');
        try (InputStream file = getParent().getResourceAsStream(path + ".class")) {
            if (file == null) {
                throw new ClassNotFoundException(name);
            }
            final byte[] bytes = edited(path, file.readAllBytes());
            return defineClass(name, bytes, 0, bytes.length);
        } catch (final IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    private void requireChange(final Edit edit) {
        try (InputStream file = getParent().getResourceAsStream(edit.owner() + ".class")) {
            if (file == null) {
                throw new IllegalStateException("there is no class " + edit.owner() + " to put " + bug + " into");
            }
            final byte[] bytes = file.readAllBytes();
            if (Arrays.equals(
                    edited(new Edit(edit.owner(), edit.method(), (type, code) -> {}), bytes), edited(edit, bytes))) {
                throw new IllegalStateException(
                        "nothing in " + edit.owner() + "." + edit.method() + " is changed by " + bug);
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] edited(final String path, final byte[] original) {
        byte[] bytes = original;
        for (final Edit edit : bug.edits()) {
            if (edit.owner().equals(path)) {
                bytes = edited(edit, bytes);
            }
        }
        return bytes;
    }

    private static byte[] edited(final Edit edit, final byte[] bytes) {
        final ClassReader reader = new ClassReader(bytes);
        final ClassNode type = new ClassNode();
        reader.accept(type, ClassReader.SKIP_FRAMES);
        if (!edit.apply(type)) {
            throw new IllegalStateException(edit.owner() + " has no method " + edit.method() + " to put a bug into");
        }
        final ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_FRAMES) {
            @Override
            protected String getCommonSuperClass(final String first, final String second) {
                return isThrown(first) && isThrown(second) ? "java/lang/Throwable" : "java/lang/Object";
            }
        };
        type.accept(writer);
        return writer.toByteArray();
    }

    /** What is caught must be known as such. */
    private static boolean isThrown(final String type) {
        try {
            return Throwable.class.isAssignableFrom(
                    Class.forName(type.replace('/', '.'), false, BuggyLoader.class.getClassLoader()));
        } catch (final ClassNotFoundException e) {
            return false;
        }
    }
}
