using DenseEdge.Search.Launching;

namespace DenseEdge.Cli.Searching;

/// <summary>The launchers by their names on the command line.</summary>
internal static class Launchers
{
    /// <summary>The names, for help texts.</summary>
    public const string Names = "local, slurm";

    /// <summary>The verb of a worker.</summary>
    public const string WorkerVerb = "search-job";

    /// <summary>Makes the launcher that a user asked for.</summary>
    /// <param name="arguments">What the user said.</param>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static IJobLauncher Make(SearchArguments arguments) => arguments.Launcher switch
    {
        "local" => new LocalLauncher(WorkerCommand(), arguments.Workers ?? Environment.ProcessorCount),
        "slurm" => new SlurmLauncher(WorkerCommand(), new SlurmOptions
        {
            Tasks = arguments.Workers ?? new SlurmOptions().Tasks,
            Arguments = arguments.SlurmArguments.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        }),
        _ => throw new ArgumentException($"Expected {Names} for --launcher, found '{arguments.Launcher}'."),
    };

    /// <summary>This program, as a worker: the one beside this code, because tests run it inside another program.</summary>
    private static string[] WorkerCommand()
    {
        string program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "denseedge.exe" : "denseedge");
        return File.Exists(program)
            ? [program, WorkerVerb]
            : ["dotnet", Path.Combine(AppContext.BaseDirectory, "denseedge.dll"), WorkerVerb];
    }
}
