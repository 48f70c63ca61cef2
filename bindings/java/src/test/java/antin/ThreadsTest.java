package antin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

class ThreadsTest {
    @Test
    void threadsShareACredentialAndAPolicy() throws InterruptedException {
        try (Credential credential = Samples.credential();
                SignOptions options = Samples.detached();
                Policy policy = Samples.policy();
                Evidence evidence = new Evidence().addCertificates(Samples.chain())) {
            run(8, thread -> {
                for (int i = 0; i < 50; i++) {
                    byte[] document = {(byte) thread, (byte) i};
                    byte[] signed = Antin.sign(document, credential, options, Samples.SIGNED);
                    try (Report report = Antin.verify(signed, document, policy, evidence, Samples.JUDGED)) {
                        report.requirePassed();
                    }
                }
            });
        }
    }

    @Test
    void threadsReadOneReport() throws InterruptedException {
        try (Report report = Samples.failed()) {
            run(4, thread -> {
                for (int i = 0; i < 200; i++) {
                    assertEquals("HASH_FAILURE", report.signatures().get(0).subIndication());
                    assertFalse(report.toJson(Language.VIETNAMESE).isEmpty());
                }
            });
        }
    }

    @Test
    void aPolicyChangesOnlyWhenNoThreadUsesIt() throws InterruptedException {
        byte[] signed = Samples.signature();
        try (Policy policy = Samples.policy(); Evidence evidence = new Evidence()) {
            run(4, thread -> {
                for (int i = 0; i < 100; i++) {
                    if (thread == 0) {
                        policy.addRoots(Samples.roots()).revocation(Revocation.IF_PRESENT);
                    } else if (thread == 1) {
                        evidence.addCertificates(Samples.chain());
                    } else {
                        try (Report report = Antin.verify(
                                signed, Samples.DOCUMENT, policy, evidence, Samples.JUDGED)) {
                            report.requirePassed();
                        }
                    }
                }
            });
        }
    }

    @Test
    void closingDuringUseIsSafe() throws InterruptedException {
        byte[] signed = Samples.signature();
        for (int round = 0; round < 30; round++) {
            Policy policy = Samples.policy();
            Report report = Samples.failed();
            run(4, thread -> {
                try {
                    if (thread == 0) {
                        Thread.yield();
                        policy.close();
                        report.close();
                        return;
                    }
                    while (true) {
                        Antin.verify(signed, Samples.DOCUMENT, policy, null, Samples.JUDGED).close();
                        assertFalse(report.signatures().get(0).findings().get(0).code().isEmpty());
                    }
                } catch (IllegalStateException closed) {
                    assertEquals("The object is closed.", closed.getMessage());
                }
            });
        }
    }

    @Test
    void piecesFromSeveralThreadsDoNoHarm() throws InterruptedException {
        try (Credential credential = Samples.credential();
                SignOptions options = Samples.detached();
                Policy policy = Samples.policy();
                Signing signing = Signing.detached(credential, options, Samples.SIGNED)) {
            run(4, thread -> {
                for (int i = 0; i < 500; i++) {
                    signing.update(new byte[100]);
                }
            });
            Antin.verify(signing.finish(), new byte[4 * 500 * 100], policy, null, Samples.JUDGED).requirePassed();
        }
    }

    private static void run(int count, IntConsumer work) throws InterruptedException {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = i;
            Thread thread = new Thread(() -> work.accept(number));
            thread.setUncaughtExceptionHandler((one, what) -> thrown.compareAndSet(null, what));
            threads.add(thread);
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertNull(thrown.get(), () -> thrown.get().toString());
    }
}
