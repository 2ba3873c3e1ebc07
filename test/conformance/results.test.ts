import { expect, it } from "vitest";
import { readReport } from "./results.js";

it("reads a report of TestNG: the tests, and set-up methods that failed", () => {
  const report = `<testng-results skipped="1" failed="2" passed="1">
  <class name="org.opengis.cite.ogcapiprocesses10.jobs.Jobs">
    <test-method status="PASS" signature="setup(org.testng.ITestContext)[pri:0]" name="setup" is-config="true" duration-ms="1"/>
    <test-method status="PASS" signature="a()" name="a" duration-ms="1" description="Implements /req/core/a &gt; b">
      <attributes><attribute name="x"><![CDATA[name="wrong"]]></attribute></attributes>
    </test-method> <!-- a -->
    <test-method status="FAIL" signature="b()" name="b">
      <exception class="java.lang.AssertionError">
        <message>
          <![CDATA[expected [true] but found [false]]]>
        </message>
      </exception>
    </test-method>
    <test-method status="FAIL" name="after" is-config="true"/>
  </class>
  <class name="org.opengis.cite.ogcapiprocesses10.joblist.JobList">
    <test-method status="SKIP" name="c"/>
  </class>
</testng-results>`;
  expect(readReport(report)).toEqual([
    { test: "Jobs.a", status: "PASS", message: "" },
    {
      test: "Jobs.b",
      status: "FAIL",
      message: "expected [true] but found [false]",
    },
    { test: "Jobs.after", status: "FAIL", message: "" },
    { test: "JobList.c", status: "SKIP", message: "" },
  ]);
});
