package io.matchlock.exchange.failure;

/**
 * An error that an operator has to set right: one sentence and an exit code. It is printed without a stack trace, so
 * the sentence says what is wrong and what to do.
 */
public final class OperatorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    /**
     * A failure.
     *
     * @param exitCode of {@link ExitCode}
     * @param sentence for the operator
     */
    public OperatorException(final int exitCode, final String sentence) {
        super(sentence);
        this.exitCode = exitCode;
    }

    /**
     * A failure with the exception that told of it, which goes to the log file only.
     *
     * @param exitCode of {@link ExitCode}
     * @param sentence for the operator
     * @param cause that told of it
     */
    public OperatorException(final int exitCode, final String sentence, final Throwable cause) {
        super(sentence, cause);
        this.exitCode = exitCode;
    }

    /**
     * A check at start-up that failed.
     *
     * @param sentence for the operator
     * @return an exception with {@link ExitCode#STARTUP_FAILED}
     */
    public static OperatorException startup(final String sentence) {
        return new OperatorException(ExitCode.STARTUP_FAILED, sentence);
    }

    /**
     * A dependency that was lost.
     *
     * @param sentence for the operator
     * @return an exception with {@link ExitCode#DEPENDENCY_LOST}
     */
    public static OperatorException lost(final String sentence) {
        return new OperatorException(ExitCode.DEPENDENCY_LOST, sentence);
    }

    /** {@return the exit code of {@link ExitCode}} */
    public int exitCode() {
        return exitCode;
    }
}
