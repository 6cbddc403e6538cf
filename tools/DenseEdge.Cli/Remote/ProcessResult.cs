namespace DenseEdge.Cli.Remote;

/// <summary>How a program ended.</summary>
/// <param name="ExitCode">0 for success.</param>
/// <param name="Output">Its standard output without progress lines.</param>
/// <param name="Errors">The last lines of its standard error.</param>
internal sealed record ProcessResult(int ExitCode, string Output, string Errors);
