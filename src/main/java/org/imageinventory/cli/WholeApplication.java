package org.imageinventory.cli;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;

/** The program with its Spring Batch job, for commands that run it. */
@EnableAutoConfiguration
@ComponentScan({"org.imageinventory.job", "org.imageinventory.inventory", "org.imageinventory.listimage"})
@Import(SystemClock.class)
final class WholeApplication {}
