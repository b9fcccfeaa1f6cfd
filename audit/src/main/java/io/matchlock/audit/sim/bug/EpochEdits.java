package io.matchlock.audit.sim.bug;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Changes to how epochs of the log are opened and followed. */
final class EpochEdits {
    private static final String BATCH_WRITER = "io/matchlock/gateway/append/BatchWriter";
    private static final String FAILURE = "io/matchlock/log/server/AppendFailure";

    private EpochEdits() {}

    /** What is refused for a later epoch counts as stored. */
    static Edit refusedIsStored() {
        return new Edit(BATCH_WRITER, "onFailed", (type, code) -> {
            final LabelNode others = new LabelNode();
            final InsnList start = new InsnList();
            start.add(new VarInsnNode(Opcodes.ALOAD, 3));
            start.add(new FieldInsnNode(Opcodes.GETSTATIC, FAILURE, "FENCED", "L" + FAILURE + ";"));
            start.add(new JumpInsnNode(Opcodes.IF_ACMPNE, others));
            start.add(new VarInsnNode(Opcodes.ALOAD, 0));
            start.add(new VarInsnNode(Opcodes.LLOAD, 1));
            start.add(new VarInsnNode(Opcodes.ALOAD, 0));
            start.add(new MethodInsnNode(Opcodes.INVOKEVIRTUAL, BATCH_WRITER, "lastStoredId", "()J"));
            start.add(new MethodInsnNode(Opcodes.INVOKEVIRTUAL, BATCH_WRITER, "onAppended", "(JJ)V"));
            start.add(new InsnNode(Opcodes.RETURN));
            start.add(others);
            code.instructions.insert(start);
        });
    }

    /** The stream is not watched while a fence is written. */
    static Edit noWatch() {
        return new Edit("io/matchlock/log/epoch/EpochOpener", "watch", (type, code) -> {
            for (final var node : code.instructions.toArray()) {
                if (node instanceof LdcInsnNode constant && constant.cst.equals("WATCH")) {
                    constant.cst = "EXISTS";
                }
            }
        });
    }
}
