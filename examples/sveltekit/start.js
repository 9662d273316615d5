// In production ORIGIN is your public one, as https://app.example.com.
process.env.ORIGIN ??= `http://localhost:${process.env.PORT ?? 3000}`;
await import('./build/index.js');
