using System.Diagnostics;
using System.Reflection;

namespace DenseEdge.Packaging.Tests;

/// <summary>Runs the dotnet command line, apart from what the tests themselves were started with.</summary>
internal static class Dotnet
{
    /// <summary>The configuration that this assembly was built in, so that what was built beside it is found.</summary>
    public static string Configuration { get; } =
        typeof(Dotnet).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    /// <summary>The checkout, which the project file wrote into the assembly.</summary>
    public static string RepositoryRoot { get; } = typeof(Dotnet).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(entry => entry.Key == nameof(RepositoryRoot)).Value!;

    /// <summary>Runs a command that must succeed.</summary>
    /// <param name="folder">The working folder.</param>
    /// <param name="environment">Variables to set; null removes one.</param>
    /// <param name="arguments">The command.</param>
    /// <returns>What it wrote.</returns>
    public static string Run(string folder, IReadOnlyDictionary<string, string?> environment, params string[] arguments)
    {
        (int code, string output) = Start("dotnet", folder, environment, arguments);
        Assert.True(code == 0, $"dotnet {string.Join(' ', arguments)} ended with {code}: {output}");
        return output;
    }

    /// <summary>Runs a program.</summary>
    /// <returns>Its exit code and what it wrote.</returns>
    public static (int ExitCode, string Output) Start(
        string program, string folder, IReadOnlyDictionary<string, string?> environment, params string[] arguments)
    {
        ProcessStartInfo start = new(program)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Array.ForEach(arguments, start.ArgumentList.Add);

        // What the test host was told about MSBuild and CI is none of a user's.
        foreach (string variable in start.Environment.Keys.Where(key => key.StartsWith("MSBuild", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(variable);
        }

        start.Environment.Remove("CI");
        foreach ((string variable, string? value) in environment)
        {
            start.Environment[variable] = value;
        }

        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }
}
