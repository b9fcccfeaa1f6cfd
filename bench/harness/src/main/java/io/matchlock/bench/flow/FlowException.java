package io.matchlock.bench.flow;

import java.io.IOException;

/** A flow that can't be used. The message is one sentence that names the file, what is wrong and what to do. */
public final class FlowException extends IOException {
    private static final long serialVersionUID = 1L;

    FlowException(final String sentence) {
        super(sentence);
    }

    FlowException(final String sentence, final IOException cause) {
        super(sentence, cause);
    }
}
