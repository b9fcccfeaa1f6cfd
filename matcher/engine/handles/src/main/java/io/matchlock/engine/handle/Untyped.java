package io.matchlock.engine.handle;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.checkerframework.framework.qual.LiteralKind;
import org.checkerframework.framework.qual.QualifierForLiterals;
import org.checkerframework.framework.qual.SubtypeOf;

/** What goes for a handle of any kind: 0, and what was read from memory by whoever knows what stands there. */
@Documented
@Retention(RetentionPolicy.SOURCE)
@Target({ElementType.TYPE_USE, ElementType.TYPE_PARAMETER})
@SubtypeOf({
    OrderAt.class,
    LevelAt.class,
    PositionAt.class,
    AccountAt.class,
    DetailAt.class,
    OrderSlot.class,
    LevelSlot.class,
    DetailSlot.class,
    PositionSlot.class,
    AccountSlot.class,
    AccountNumber.class,
    InstrumentSlot.class,
    SessionSlot.class,
    SessionNumber.class,
    ChainSlot.class,
    BookSide.class
})
@QualifierForLiterals({LiteralKind.INT, LiteralKind.LONG})
public @interface Untyped {}
