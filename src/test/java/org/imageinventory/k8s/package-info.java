/** The manifests under {@code k8s/} against Kubernetes' model and against the program that they start. */
@NullMarked
package org.imageinventory.k8s;

import org.jspecify.annotations.NullMarked;
