package io.kmigrate.spring;

import static org.apiguardian.api.API.Status.STABLE;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;
import org.springframework.beans.factory.annotation.Qualifier;

/** Says of a {@code DataSource} bean that it is the one to migrate, such as that of a role that may alter tables. */
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Qualifier
@API(status = STABLE, since = "0.1")
public @interface KmigrateDataSource {}
