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
    private static final String ENTRY_ID = "io/matchlock/protocol/log/EntryId";

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

    /** A fence follows whatever was seen of the epoch before. */
    static Edit fenceFollowsAll() {
        return new Edit("io/matchlock/protocol/log/EntryOrder", "follows", (type, code) -> {
            code.instructions.clear();
            code.localVariables = null;
            code.instructions.add(new VarInsnNode(Opcodes.LLOAD, 0));
            code.instructions.add(new VarInsnNode(Opcodes.LLOAD, 2));
            code.instructions.add(new MethodInsnNode(Opcodes.INVOKESTATIC, ENTRY_ID, "mayFollow", "(JJ)Z"));
            code.instructions.add(new InsnNode(Opcodes.IRETURN));
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
