package io.matchlock.log.redis;

import io.netty.channel.EventLoop;
import io.netty.util.Timeout;
import io.netty.util.Timer;
import io.netty.util.TimerTask;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Lets Lettuce's timers run on an event loop that is there anyway, rather than on a ticking thread of their own. */
final class LoopTimer implements Timer {
    private final EventLoop loop;

    LoopTimer(final EventLoop loop) {
        this.loop = loop;
    }

    @Override
    public Timeout newTimeout(final TimerTask task, final long delay, final TimeUnit unit) {
        return new LoopTimeout(this, loop, task, delay, unit);
    }

    @Override
    public Set<Timeout> stop() {
        return Set.of();
    }

    private static final class LoopTimeout implements Timeout {
        private final LoopTimer timer;
        private final TimerTask task;
        private final ScheduledFuture<?> scheduled;
        private volatile boolean expired;

        LoopTimeout(
                final LoopTimer timer,
                final EventLoop loop,
                final TimerTask task,
                final long delay,
                final TimeUnit unit) {
            this.timer = timer;
            this.task = task;
            scheduled = loop.schedule(this::expire, delay, unit);
        }

        @Override
        public Timer timer() {
            return timer;
        }

        @Override
        public TimerTask task() {
            return task;
        }

        @Override
        public boolean isExpired() {
            return expired;
        }

        @Override
        public boolean isCancelled() {
            return scheduled.isCancelled();
        }

        @Override
        public boolean cancel() {
            return scheduled.cancel(false);
        }

        private Void expire() throws Exception {
            expired = true;
            task.run(this);
            return null;
        }
    }
}
