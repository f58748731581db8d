package org.imageinventory.cli;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.batch.autoconfigure.BatchAutoConfiguration;
import org.springframework.boot.batch.autoconfigure.BatchJobLauncherAutoConfiguration;
import org.springframework.boot.batch.jdbc.autoconfigure.BatchJdbcAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;

/**
 * The program without its job, for commands that only ask or change the database: it starts faster, and whether the
 * database answers is not known before the command asks.
 */
@EnableAutoConfiguration(
        exclude = {
            BatchAutoConfiguration.class,
            BatchJdbcAutoConfiguration.class,
            BatchJobLauncherAutoConfiguration.class
        })
@ComponentScan("org.imageinventory.inventory")
@Import(SystemClock.class)
final class DatabaseApplication {}
