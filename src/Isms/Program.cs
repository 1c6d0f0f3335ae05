using Isms.Cli;

return await CommandLine.RunAsync(args);
