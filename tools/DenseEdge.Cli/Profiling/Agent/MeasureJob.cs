using DenseEdge.Sdk;
using DenseEdge.Search.Devices;

namespace DenseEdge.Cli.Profiling.Agent;

/// <summary>What the measuring agent shall do: a file that is written beside the models, or copied with them to a
/// device.</summary>
internal sealed record MeasureJob
{
    private const int CurrentFormat = 1;
    private const string What = "a measuring job";

    /// <summary>The file's format.</summary>
    public int Format { get; init; } = CurrentFormat;

    /// <summary>The models (.onnx); relative to the job's file.</summary>
    public required IReadOnlyList<string> Models { get; init; }

    /// <summary>How to measure; the reference's path is relative to the job's file too.</summary>
    public required MeasurementOptions Options { get; init; }

    /// <summary>Threads of the engine; 0 for one per physical core.</summary>
    public required int Threads { get; init; }

    /// <summary>What computes; null for the best that is there.</summary>
    public ExecutionProvider? Engine { get; init; }

    /// <summary>Reads a job.</summary>
    /// <param name="path">A file that <see cref="Save"/> wrote.</param>
    /// <returns>The job with full paths.</returns>
    /// <exception cref="InvalidDataException">The file is no job.</exception>
    /// <exception cref="FileNotFoundException">There is no such file, or a model of it is missing.</exception>
    public static MeasureJob Load(string path)
    {
        MeasureJob job = SearchJson.Load<MeasureJob>(path, What, CurrentFormat);
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        string Full(string file)
        {
            string full = Path.GetFullPath(file, folder);
            return File.Exists(full)
                ? full
                : throw new FileNotFoundException($"'{path}': expected the model '{full}', found none.", full);
        }

        return job with
        {
            Models = [.. job.Models.Select(Full)],
            Options = job.Options.Validated() with { ReferencePath = Full(job.Options.ReferencePath) },
        };
    }

    /// <summary>Writes the job.</summary>
    /// <param name="path">The file.</param>
    public void Save(string path) => SearchJson.Save(path, this);
}
