/** Tests of the manifests under {@code k8s/} with Kubernetes' model and with the program that they start. */
@NullMarked
package org.imageinventory.k8s;

import org.jspecify.annotations.NullMarked;
