import { CyclrConnect } from 'cyclr-connect/react';

export default function Page() {
  return (
    <main>
      <h1>Integrations</h1>
      <CyclrConnect endpoint="/portal/cyclr-connect" connectorId="1002" />
      <CyclrConnect endpoint="/portal/cyclr-connect" connectorId="1003" />
    </main>
  );
}
