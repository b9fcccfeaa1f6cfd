package io.matchlock.audit.sim.bug;

import java.util.function.Consumer;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Changes to the calls that a method makes. */
final class CallEdits {
    private CallEdits() {}

    /** Where the method calls another one that returns a boolean, it does so, and takes it for true. */
    static Edit takenForTrue(final String owner, final String method, final String called) {
        return new Edit(
                owner,
                method,
                (type, code) -> each(code, called, call -> {
                    final InsnList yes = new InsnList();
                    yes.add(new InsnNode(Opcodes.POP));
                    yes.add(new InsnNode(Opcodes.ICONST_1));
                    code.instructions.insert(call, yes);
                }));
    }

    /** Where the method calls another one, it calls a third one of the same kind instead. */
    static Edit callsInstead(final String owner, final String method, final String called, final String instead) {
        return new Edit(
                owner,
                method,
                (type, code) -> each(
                        code,
                        called,
                        call -> code.instructions.set(
                                call, new MethodInsnNode(call.getOpcode(), call.owner, instead, call.desc, call.itf))));
    }

    /** What the method does to a local variable by a call without arguments, it also does after each call of another method. */
    static Edit alsoCallsAfter(final String owner, final String method, final String called, final String after) {
        return new Edit(
                owner,
                method,
                (type, code) -> each(code, called, call -> {
                    final int variable = ((VarInsnNode) call.getPrevious()).var;
                    each(code, after, earlier -> {
                        final InsnList also = new InsnList();
                        also.add(new VarInsnNode(Opcodes.ALOAD, variable));
                        also.add(new MethodInsnNode(call.getOpcode(), call.owner, call.name, call.desc, call.itf));
                        code.instructions.insert(earlier, also);
                    });
                }));
    }

    /** The method does nothing but call another one of its class, and returns 0. */
    static Edit onlyCalls(final String owner, final String method, final String called) {
        return new Edit(owner, method, (type, code) -> {
            code.instructions.clear();
            code.tryCatchBlocks.clear();
            code.localVariables = null;
            code.instructions.add(new VarInsnNode(Opcodes.ALOAD, 0));
            code.instructions.add(new MethodInsnNode(Opcodes.INVOKEVIRTUAL, owner, called, "()V"));
            code.instructions.add(new InsnNode(Opcodes.LCONST_0));
            code.instructions.add(new InsnNode(Type.LONG_TYPE.getOpcode(Opcodes.IRETURN)));
        });
    }

    private static void each(final MethodNode code, final String called, final Consumer<MethodInsnNode> change) {
        for (final var node : code.instructions.toArray()) {
            if (node instanceof MethodInsnNode call && call.name.equals(called)) {
                change.accept(call);
            }
        }
    }
}
