using Isms.Benchmarks;

return await BenchmarkRun.RunAsync(args);
