package antin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class LifetimeTest {
    @Test
    void closingTwiceIsHarmless() {
        for (Handle one : everything()) {
            one.close();
            one.close();
        }
    }

    /** Every public method of every kind of object, so that none is forgotten. */
    @Test
    void anyUseAfterCloseIsRefused() throws Exception {
        for (Handle one : everything()) {
            one.close();
            for (Method method : one.getClass().getDeclaredMethods()) {
                if (Modifier.isPublic(method.getModifiers()) && !Modifier.isStatic(method.getModifiers())) {
                    refusedAfterClose(one, method);
                }
            }
        }
    }

    private static void refusedAfterClose(Object one, Method method) {
        Object[] arguments = Arrays.stream(method.getParameterTypes()).map(LifetimeTest::some).toArray();
        InvocationTargetException thrown = assertThrows(
                InvocationTargetException.class, () -> method.invoke(one, arguments), method::toString);
        assertInstanceOf(IllegalStateException.class, thrown.getCause(), method.toString());
    }

    private static Object some(Class<?> type) {
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        if (type == byte[].class) {
            return new byte[1];
        }
        if (type == String[].class) {
            return new String[] {"1.2.3"};
        }
        if (type == java.io.InputStream.class) {
            return new Samples.Endless(1);
        }
        if (type == java.time.Instant.class) {
            return Samples.SIGNED;
        }
        if (type == Timestamper.class || type == Evidence.class) {
            return type == Evidence.class ? new Evidence() : TimestampsTest.own();
        }
        if (type == java.nio.file.Path.class) {
            return java.nio.file.Paths.get("nowhere", "a.evidence");
        }
        if (type == Source.class) {
            return Source.bytes(new byte[1]);
        }
        if (type == Target.class) {
            return Target.stream(new java.io.ByteArrayOutputStream());
        }
        if (type == Registry.class) {
            return World.registry();
        }
        if (type == RegistryBinding.class) {
            return World.binding("c-1", World.A, World.A_KEY);
        }
        if (type == Agency.class) {
            return World.a();
        }
        if (type == Sent.class) {
            return new Sent(null, "1", World.A, Arrays.asList(World.B));
        }
        if (type == Opening.class) {
            return new Opening();
        }
        if (type == Credential.class || type == SignOptions.class) {
            return type == Credential.class ? Samples.credential() : Samples.detached();
        }
        if (type == java.util.List.class || type == java.util.function.Function.class) {
            return type == List.class ? new ArrayList<>() : null;
        }
        if (type == boolean.class) {
            return Boolean.TRUE;
        }
        return type == String.class ? "1.2.3" : (Object) 0;
    }

    @Test
    void signaturesAndFindingsAfterTheirReportWasClosed() {
        Report report = Samples.failed();
        Signature signature = report.signatures().get(0);
        Finding finding = signature.findings().get(0);
        assertFalse(finding.code().isEmpty());
        report.close();
        for (Object one : new Object[] {signature, finding}) {
            for (Method method : one.getClass().getDeclaredMethods()) {
                if (Modifier.isPublic(method.getModifiers())) {
                    refusedAfterClose(one, method);
                }
            }
        }
    }

    @Test
    void argumentsAfterClose() {
        Credential credential = Samples.credential();
        SignOptions options = Samples.detached();
        Policy policy = Samples.policy();
        Evidence evidence = new Evidence();
        Report report = Samples.passed();
        KeyOptions keys = new KeyOptions();
        byte[] some = Samples.DOCUMENT;
        for (Handle one : new Handle[] {credential, evidence, report, keys}) {
            one.close();
        }
        closed(() -> Antin.sign(some, credential, options, Samples.SIGNED));
        closed(() -> Signing.detached(credential, options, Samples.SIGNED));
        closed(() -> Antin.verify(some, some, policy, evidence, Samples.JUDGED));
        closed(() -> Verifying.detached(some, policy, evidence, Samples.JUDGED));
        closed(() -> Verifying.attached(policy, evidence, Samples.JUDGED));
        closed(() -> new Recheck(report));
        closed(() -> Credential.fromPkcs12(some, null, keys));
        options.close();
        policy.close();
        closed(() -> Antin.prepare(some, Samples.chain(), options, Samples.SIGNED));
        closed(() -> Signing.forChain(Samples.chain(), options, Samples.SIGNED));
        closed(() -> Antin.verify(some, some, policy, null, Samples.JUDGED));
        closed(() -> Antin.judgeCertificate(Samples.chain(), policy, null, Samples.JUDGED));
    }

    @Test
    void aFindingKeepsItsReportAlive() {
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            findings.addAll(Samples.failed().signatures().get(0).findings());
            collect();
        }
        findings.forEach(finding -> assertFalse(finding.text(Language.VIETNAMESE).isEmpty()));
    }

    @Test
    void workInProgressKeepsWhatItNeeds() {
        Signing signing;
        try (Credential credential = Samples.credential(); SignOptions options = Samples.detached()) {
            signing = Signing.detached(credential, options, Samples.SIGNED);
        }
        signing.update(Samples.DOCUMENT);
        Verifying verifying;
        try (Policy policy = Samples.policy()) {
            verifying = Verifying.detached(signing.finish(), policy, null, Samples.JUDGED);
        }
        verifying.update(Samples.DOCUMENT);
        try (Report report = verifying.finish()) {
            report.requirePassed();
        }
        signing.close();
        verifying.close();
    }

    @Test
    void nothingIsFreedInUseByTheCollector() throws InterruptedException {
        AtomicBoolean stop = new AtomicBoolean();
        Thread collector = new Thread(() -> {
            while (!stop.get()) {
                collect();
            }
        });
        collector.start();
        try {
            for (int i = 0; i < 50; i++) {
                // Nothing refers to these any more while the library uses them, and none is closed.
                byte[] signed = Antin.sign(
                        Samples.DOCUMENT, Samples.credential(), Samples.detached(), Samples.SIGNED);
                Antin.verify(signed, Samples.DOCUMENT, Samples.policy(), new Evidence(), Samples.JUDGED)
                        .requirePassed();
                assertEquals("HASH_FAILURE", Samples.failed().signatures().get(0).subIndication());
                Judgement.refused(
                        ErrorCode.KEY.number, () -> Credential.fromPkcs12(Samples.p12(), "sai".toCharArray()));
            }
        } finally {
            stop.set(true);
            collector.join();
        }
    }

    @Test
    void whatIsForgottenIsFreed() throws InterruptedException {
        for (int i = 0; i < 20; i++) {
            everything();
        }
        int before = Owned.count();
        for (int i = 0; i < 100 && Owned.count() > before / 4; i++) {
            System.gc();
            Thread.sleep(20);
            Owned.sweep();
        }
        assertTrue(Owned.count() <= before / 4, Owned.count() + " of " + before + " are left");
    }

    private static void collect() {
        System.gc();
        Owned.sweep();
    }

    private static List<Handle> everything() {
        Credential credential = Samples.credential();
        SignOptions options = Samples.detached();
        Policy policy = Samples.policy();
        Report report = Samples.passed();
        Receipt receipt = new Receipt(
                new Sent(null, "1", World.A, Arrays.asList(World.B)), World.B, Status.REFUSED, World.SENT);
        byte[] container = receipt.sign(credential, options, Samples.SIGNED);
        Sent sent = new Sent(null, "1", World.A, Arrays.asList(World.B));
        Ledger ledger = World.forgetful();
        Gateway gateway = World.gateway(ledger);
        Source source = Source.bytes(PackagesTest.MESSAGE);
        return Arrays.asList(
                ledger, gateway, World.a(), GatewayPolicy.strict(),
                gateway.judgeSending(World.a(), source, null, World.SENT),
                gateway.judgeArrival(World.b(), source, null, null, World.SENT),
                gateway.takeReceipt(World.a(), container, sent, null, null, World.SENT),
                JournalReport.check(Source.bytes(new byte[0]), null, null, null, World.SENT),
                World.signers(), World.registry(), World.binding("c-1", World.A, World.A_KEY), World.draft(), receipt,
                receipt.prepare(Samples.chain(), options, Samples.SIGNED),
                Receipts.judge(container, sent, null, null, policy, null, Samples.JUDGED),
                new KeyOptions(), new Evidence(), new Recheck(report), report,
                new Cache(java.nio.file.Paths.get("target", "cache")),
                Signing.detached(credential, options, Samples.SIGNED),
                Signing.forChain(Samples.chain(), options, Samples.SIGNED),
                Antin.prepare(Samples.DOCUMENT, Samples.chain(), options, Samples.SIGNED),
                Antin.judgeCertificate(Samples.chain(), policy, null, Samples.JUDGED),
                Antin.inspect(Samples.roots(), null),
                Verifying.attached(policy, null, Samples.JUDGED),
                Verifying.detached(Samples.signature(), policy, null, Samples.JUDGED),
                new SealOptions(options), new Opening(), PackagesTest.prepared(),
                PackagesTest.judge(PackagesTest.MESSAGE, null), credential, options, policy);
    }

    private static void closed(Executable call) {
        assertThrows(IllegalStateException.class, call);
    }
}
