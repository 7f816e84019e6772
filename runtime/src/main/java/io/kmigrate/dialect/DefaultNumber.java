package io.kmigrate.dialect;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.ColumnType.BooleanType;
import io.kmigrate.schema.ColumnType.FloatType;
import io.kmigrate.schema.ColumnType.IntegerType;
import io.kmigrate.schema.DefaultingColumnTypeVisitor;
import java.math.BigDecimal;
import org.apiguardian.api.API;

/**
 * A number that a catalog has for a default, in the Java type that Exposed has for the column. To implement for
 * a database: override what its catalog means otherwise.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public class DefaultNumber implements DefaultingColumnTypeVisitor<Object> {
    private final BigDecimal number;

    public DefaultNumber(BigDecimal number) {
        this.number = number;
    }

    protected final BigDecimal number() {
        return number;
    }

    @Override
    public Object otherwise(ColumnType type) {
        return number;
    }

    @Override
    public final Object booleanType(BooleanType type) {
        return number.signum() != 0;
    }

    @Override
    public final Object floatType(FloatType type) {
        return type.bits() == 32 ? (Object) number.floatValue() : (Object) number.doubleValue();
    }

    @Override
    public final Object integerType(IntegerType type) {
        return number.stripTrailingZeros().scale() <= 0 ? whole(type) : otherwise(type);
    }

    /** The number, which is a whole one, for a column of whole ones. */
    protected Object whole(IntegerType type) {
        return switch (type.bits()) {
            case 8 -> (Object) number.byteValue();
            case 16 -> (Object) number.shortValue();
            case 32 -> (Object) number.intValue();
            default -> (Object) number.longValue();
        };
    }
}
