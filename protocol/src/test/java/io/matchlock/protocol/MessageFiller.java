package io.matchlock.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Fills a message through its generated encoder: each field, in the order of the wire, with a value of its own, each byte of
 * which differs from its neighbours, so that a moved field or a swapped byte shows.
 */
final class MessageFiller {
    private final Object encoder;
    private final Class<?> type;
    private int next = 1;

    MessageFiller(final Object encoder) {
        this.encoder = encoder;
        type = encoder.getClass();
    }

    void fill() throws ReflectiveOperationException {
        for (final String field : blockFields()) {
            fillField(field);
        }
        for (final String field : varDataFields()) {
            final byte[] bytes = (field + " " + next++).getBytes(US_ASCII);
            type.getMethod("put" + capitalized(field), byte[].class, int.class, int.class)
                    .invoke(encoder, bytes, 0, bytes.length);
        }
    }

    private List<String> blockFields() {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getName().endsWith("EncodingOffset"))
                .sorted(Comparator.comparingInt(MessageFiller::constant))
                .map(method -> method.getName().replace("EncodingOffset", ""))
                .toList();
    }

    private List<String> varDataFields() {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getName().endsWith("HeaderLength"))
                .map(method -> method.getName().replace("HeaderLength", ""))
                .sorted()
                .toList();
    }

    private void fillField(final String field) throws ReflectiveOperationException {
        for (final Method method : type.getMethods()) {
            if (method.getName().equals(field) && fillThrough(method)) {
                return;
            }
        }
        final int length = constant(type.getMethod(field + "Length"));
        final byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) value(i);
        }
        next++;
        type.getMethod("put" + capitalized(field), byte[].class, int.class, int.class)
                .invoke(encoder, bytes, 0, length);
    }

    private boolean fillThrough(final Method method) throws ReflectiveOperationException {
        final Class<?>[] parameters = method.getParameterTypes();
        if (parameters.length == 0) {
            fillInner(method.invoke(encoder));
            return true;
        }
        if (Arrays.equals(parameters, new Class<?>[] {int.class, long.class})) {
            for (int i = constant(type.getMethod(method.getName() + "Length")) - 1; i >= 0; i--) {
                method.invoke(encoder, i, number(Long.BYTES));
            }
            return true;
        }
        if (parameters.length == 1 && method.getReturnType() == type && isFillable(parameters[0])) {
            final int lengthBytes = constant(type.getMethod(method.getName() + "EncodingLength"));
            method.invoke(encoder, valueOf(parameters[0], lengthBytes));
            return true;
        }
        return false;
    }

    /** One overload of each setter, whatever order reflection finds them in. */
    private static boolean isFillable(final Class<?> parameter) {
        return parameter == String.class
                || parameter.isEnum()
                || parameter == long.class
                || parameter == int.class
                || parameter == short.class;
    }

    /** A composite has its value in one field of its own; a set has choices. */
    private void fillInner(final Object inner) throws ReflectiveOperationException {
        boolean odd = true;
        for (final Method method : sorted(inner.getClass().getMethods())) {
            final Class<?>[] parameters = method.getParameterTypes();
            if (method.getReturnType() != inner.getClass() || parameters.length != 1) {
                continue;
            }
            if (parameters[0] == boolean.class) {
                method.invoke(inner, odd);
                odd = !odd;
            } else if (parameters[0] == long.class) {
                method.invoke(inner, valueOf(long.class, Long.BYTES));
            }
        }
    }

    private Object valueOf(final Class<?> parameter, final int lengthBytes) {
        if (parameter == String.class) {
            return "TEXT" + next++;
        }
        if (parameter.isEnum()) {
            final Object[] constants = parameter.getEnumConstants();
            return constants[next++ % (constants.length - 2)]; // the last two stand for null and unknown
        }
        final long value = number(lengthBytes);
        if (parameter == long.class) {
            return value;
        }
        return parameter == int.class ? (Object) (int) value : (Object) (short) value;
    }

    private long number(final int lengthBytes) {
        long number = 0;
        for (int i = lengthBytes - 1; i >= 0; i--) {
            number = number << Byte.SIZE | value(i);
        }
        next++;
        return number;
    }

    /** Below 0x80, so that it is positive in every width. */
    private int value(final int index) {
        return (next * 5 + index) % 0x7F + 1;
    }

    private static Method[] sorted(final Method[] methods) {
        Arrays.sort(methods, Comparator.comparing(Method::getName));
        return methods;
    }

    private static int constant(final Method method) {
        try {
            return (int) method.invoke(null);
        } catch (final ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String capitalized(final String field) {
        return Character.toUpperCase(field.charAt(0)) + field.substring(1);
    }
}
