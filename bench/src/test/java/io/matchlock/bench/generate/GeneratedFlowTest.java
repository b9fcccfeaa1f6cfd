package io.matchlock.bench.generate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matchlock.bench.flow.FlowFile;
import io.matchlock.bench.flow.FlowScan;
import io.matchlock.bench.match.Answers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GeneratedFlowTest {
    private static final int RESTING = 2_000;
    private static final int COMMANDS = 20_000;

    @TempDir
    private Path folder;

    @Test
    void shouldFollowFromItsSeed() throws IOException {
        assertArrayEquals(Files.readAllBytes(generate("one")), Files.readAllBytes(generate("other")));
    }

    @Test
    void shouldKeepTheMixAndTheNumberOfRestingOrders() throws IOException {
        final Path path = generate("flow");
        final FlowFile flow = FlowFile.open(path);
        final FlowScan scan = FlowScan.of(path, flow);
        final int[] percent = new int[5];
        for (int index = flow.prefill(); index < flow.count(); index++) {
            percent[flow.type(index)]++;
        }

        final Answers answers = Answers.of(flow, scan, null, null);

        assertEquals(50, percent[FlowFile.NEW_GTC] * 100.0 / COMMANDS, 2);
        assertEquals(5, percent[FlowFile.NEW_IOC] * 100.0 / COMMANDS, 1);
        assertEquals(40, percent[FlowFile.CANCEL] * 100.0 / COMMANDS, 2);
        assertEquals(5, percent[FlowFile.REPLACE] * 100.0 / COMMANDS, 1);
        assertEquals(RESTING, answers.peakOrders(), RESTING * 0.03);
        assertEquals(0, answers.refused());
    }

    private Path generate(final String name) throws IOException {
        final Path path = folder.resolve(name);
        new GeneratedFlow(7, RESTING, COMMANDS, 42).write(path);
        return path;
    }
}
