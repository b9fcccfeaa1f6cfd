package io.matchlock.audit.sim.bug;

import java.util.function.BiConsumer;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * A change of one method.
 *
 * @param owner the class, as its file is named
 * @param method its name; the class has only one of it that fits
 * @param change of the code
 */
record Edit(String owner, String method, BiConsumer<ClassNode, MethodNode> change) {
    /** The method does nothing but return a constant. */
    static Edit returns(final String owner, final String method, final long value) {
        return new Edit(owner, method, (type, code) -> {
            final Type result = Type.getReturnType(code.desc);
            final InsnList body = new InsnList();
            body.add(constant(result, value));
            body.add(new InsnNode(result.getOpcode(Opcodes.IRETURN)));
            replace(code, body);
        });
    }

    /** The method does nothing. */
    static Edit doesNothing(final String owner, final String method) {
        return new Edit(owner, method, (type, code) -> {
            final InsnList body = new InsnList();
            body.add(new InsnNode(Opcodes.RETURN));
            replace(code, body);
        });
    }

    /** The method does nothing but return null. */
    static Edit returnsNull(final String owner, final String method) {
        return new Edit(owner, method, (type, code) -> {
            final InsnList body = new InsnList();
            body.add(new InsnNode(Opcodes.ACONST_NULL));
            body.add(new InsnNode(Opcodes.ARETURN));
            replace(code, body);
        });
    }

    /** The method does nothing but return the machine's monotonic clock. */
    static Edit returnsClock(final String owner, final String method) {
        return new Edit(owner, method, (type, code) -> {
            final InsnList body = new InsnList();
            body.add(new MethodInsnNode(Opcodes.INVOKESTATIC, "java/lang/System", "nanoTime", "()J"));
            body.add(new InsnNode(Opcodes.LRETURN));
            replace(code, body);
        });
    }

    /** The method does nothing but compare two int fields. */
    static Edit equalFields(final String owner, final String method, final String first, final String second) {
        return new Edit(owner, method, (type, code) -> {
            final LabelNode differ = new LabelNode();
            final InsnList body = new InsnList();
            for (final String field : new String[] {first, second}) {
                body.add(new VarInsnNode(Opcodes.ALOAD, 0));
                body.add(new FieldInsnNode(Opcodes.GETFIELD, type.name, field, "I"));
            }
            body.add(new JumpInsnNode(Opcodes.IF_ICMPNE, differ));
            body.add(new InsnNode(Opcodes.ICONST_1));
            body.add(new InsnNode(Opcodes.IRETURN));
            body.add(differ);
            body.add(new InsnNode(Opcodes.ICONST_0));
            body.add(new InsnNode(Opcodes.IRETURN));
            replace(code, body);
        });
    }

    /** Where the method reads a field, it gets a constant. */
    static Edit fieldReads(final String owner, final String method, final String field, final long value) {
        return new Edit(
                owner,
                method,
                (type, code) -> each(code, node -> {
                    if (node instanceof FieldInsnNode read
                            && read.getOpcode() == Opcodes.GETFIELD
                            && read.name.equals(field)) {
                        code.instructions.insertBefore(node, new InsnNode(Opcodes.POP));
                        code.instructions.set(node, constant(Type.getType(read.desc), value));
                    }
                }));
    }

    /** Where the method writes a field, it does not. */
    static Edit noFieldWrites(final String owner, final String method, final String field) {
        return new Edit(
                owner,
                method,
                (type, code) -> each(code, node -> {
                    if (node instanceof FieldInsnNode write
                            && write.getOpcode() == Opcodes.PUTFIELD
                            && write.name.equals(field)) {
                        if (Type.getType(write.desc).getSize() == 2) {
                            code.instructions.insertBefore(node, new InsnNode(Opcodes.POP2));
                            code.instructions.set(node, new InsnNode(Opcodes.POP));
                        } else {
                            code.instructions.set(node, new InsnNode(Opcodes.POP2));
                        }
                    }
                }));
    }

    /** Where the method calls another one of at most one int, it gets a constant. */
    static Edit callResults(
            final String owner, final String method, final String called, final String descriptor, final long value) {
        return new Edit(
                owner,
                method,
                (type, code) -> each(code, node -> {
                    if (node instanceof MethodInsnNode call
                            && call.name.equals(called)
                            && call.desc.equals(descriptor)) {
                        final boolean hasArgument = Type.getArgumentTypes(descriptor).length == 1;
                        code.instructions.insertBefore(node, new InsnNode(hasArgument ? Opcodes.POP2 : Opcodes.POP));
                        code.instructions.set(node, constant(Type.getReturnType(descriptor), value));
                    }
                }));
    }

    /** The method first calls another one, without arguments, of what a field holds. */
    static Edit callAtStart(
            final String owner, final String method, final String field, final String fieldType, final String called) {
        return new Edit(owner, method, (type, code) -> {
            final InsnList start = new InsnList();
            start.add(new VarInsnNode(Opcodes.ALOAD, 0));
            start.add(new FieldInsnNode(Opcodes.GETFIELD, type.name, field, "L" + fieldType + ";"));
            start.add(new MethodInsnNode(Opcodes.INVOKEVIRTUAL, fieldType, called, "()V"));
            code.instructions.insert(start);
        });
    }

    /** Changes the class; false if it has no such method. */
    boolean apply(final ClassNode type) {
        boolean isFound = false;
        for (final MethodNode code : type.methods) {
            if (code.name.equals(method) && (code.access & Opcodes.ACC_ABSTRACT) == 0) {
                change.accept(type, code);
                isFound = true;
            }
        }
        return isFound;
    }

    private static void each(final MethodNode code, final java.util.function.Consumer<AbstractInsnNode> look) {
        for (final AbstractInsnNode node : code.instructions.toArray()) {
            look.accept(node);
        }
    }

    private static void replace(final MethodNode code, final InsnList body) {
        code.instructions.clear();
        code.instructions.add(body);
        code.tryCatchBlocks.clear();
        code.localVariables = null;
    }

    private static AbstractInsnNode constant(final Type type, final long value) {
        return type.getSize() == 2 ? new LdcInsnNode(value) : new LdcInsnNode((int) value);
    }
}
