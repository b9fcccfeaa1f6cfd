package io.matchlock.exchange.launch;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.FileSize;
import io.matchlock.exchange.folder.DataFolder;
import io.matchlock.exchange.settings.Settings;
import java.util.Iterator;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends what the process logs to a file of the data folder; only errors go to the terminal. */
public final class Logging {
    private static final String PATTERN = "%d{yyyy-MM-dd HH:mm:ss.SSS} %-5level [%thread] %logger{30}: %msg%n";
    private static final String MAX_SIZE = "16MB";
    private static final int MAX_FILES = 4;

    private Logging() {}

    /**
     * Opens the file, once for a process.
     *
     * @param settings that name the data folder, which is made
     * @param process name of the file
     */
    public static void toFile(final Settings settings, final String process) {
        final DataFolder folder = new DataFolder(settings.data()).create();
        final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        final ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        if (root.getAppender(process) == null) {
            root.addAppender(
                    appender(context, folder.logs().resolve(process + ".log").toString(), process));
        }
    }

    /** {@return the file that this process logs to, if it does} */
    public static Optional<String> file() {
        final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        final Iterator<Appender<ILoggingEvent>> appenders =
                context.getLogger(Logger.ROOT_LOGGER_NAME).iteratorForAppenders();
        while (appenders.hasNext()) {
            if (appenders.next() instanceof RollingFileAppender<ILoggingEvent> appender) {
                return Optional.of(appender.getFile());
            }
        }
        return Optional.empty();
    }

    private static RollingFileAppender<ILoggingEvent> appender(
            final LoggerContext context, final String file, final String name) {
        final RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
        appender.setContext(context);
        appender.setName(name);
        appender.setFile(file);
        final PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(PATTERN);
        encoder.start();
        appender.setEncoder(encoder);
        final SizeBasedTriggeringPolicy<ILoggingEvent> trigger = new SizeBasedTriggeringPolicy<>();
        trigger.setContext(context);
        trigger.setMaxFileSize(FileSize.valueOf(MAX_SIZE));
        trigger.start();
        appender.setTriggeringPolicy(trigger);
        final FixedWindowRollingPolicy rolling = new FixedWindowRollingPolicy();
        rolling.setContext(context);
        rolling.setParent(appender);
        rolling.setFileNamePattern(file + ".%i");
        rolling.setMaxIndex(MAX_FILES);
        rolling.start();
        appender.setRollingPolicy(rolling);
        appender.start();
        return appender;
    }
}
