package antin;

import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/** Reports each test by its name, the cases of the manifest among them. */
public final class Names implements TestExecutionListener {
    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (test.isTest()) {
            boolean ok = result.getStatus() == TestExecutionResult.Status.SUCCESSFUL;
            System.out.println((ok ? "ok      " : "FAILED  ") + test.getDisplayName());
        }
    }
}
