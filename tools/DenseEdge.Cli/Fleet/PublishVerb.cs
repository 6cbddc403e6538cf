using DenseEdge.Cli.Running;
using DenseEdge.FleetApi;

namespace DenseEdge.Cli.Fleet;

/// <summary>denseedge fleet publish.</summary>
internal static class PublishVerb
{
    private const double BytesPerMegabyte = 1e6;

    /// <summary>Publishes a file, and the signed repository that tells devices to trust it.</summary>
    /// <param name="session">The server.</param>
    /// <param name="path">The file: a bundle, or anything else with model and version named. Null to bring the repository only.</param>
    /// <param name="model">The model's name; null if the file is a bundle.</param>
    /// <param name="version">The version; null if the file is a bundle.</param>
    /// <param name="repository">The folder of a signed repository; null for none.</param>
    /// <param name="cancellation">Ctrl-C.</param>
    public static async Task<int> RunAsync(
        FleetSession session,
        string? path,
        string? model,
        string? version,
        string? repository,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(session);
        if (path is null && repository is null)
        {
            throw new ArgumentException("fleet publish: expected a file, --repository, or both; found neither.");
        }

        if ((model is null) != (version is null))
        {
            throw new ArgumentException("fleet publish: expected --model and --version together, or neither for a bundle.");
        }

        using ProgressDisplay display = ProgressDisplay.OnStandardError();
        if (repository is not null)
        {
            // Before the model: a device that is told of it must find it signed.
            await PublishRepositoryAsync(session, repository, display, cancellation).ConfigureAwait(false);
        }

        if (path is not null)
        {
            ModelUpload upload = new() { File = Path.GetFileName(path), Model = model, Version = version };
            await PublishFileAsync(session, path, upload, display, cancellation).ConfigureAwait(false);
        }

        return ExitCodes.Done;
    }

    private static async Task PublishFileAsync(
        FleetSession session, string path, ModelUpload upload, ProgressDisplay display, CancellationToken cancellation)
    {
        FileStream file = File.OpenRead(path);
        await using (file.ConfigureAwait(false))
        {
            display.Begin("upload");
            ModelView view = await session.Client.UploadModelAsync(
                upload, file, new UploadProgress(display, file.Length), cancellation).ConfigureAwait(false);
            session.Answer(view, Line);
        }
    }

    private static async Task PublishRepositoryAsync(
        FleetSession session, string folder, ProgressDisplay display, CancellationToken cancellation)
    {
        IReadOnlyList<string> files = RepositoryFiles.InOrder(folder);
        display.Begin("repository");
        for (int index = 0; index < files.Count; index++)
        {
            FileStream file = File.OpenRead(Path.Combine(folder, files[index]));
            await using (file.ConfigureAwait(false))
            {
                await session.Client.PutRepositoryFileAsync(files[index], file, null, cancellation).ConfigureAwait(false);
            }

            display.Update((index + 1.0) / files.Count, $"{index + 1}/{files.Count} {files[index]}");
        }

        if (!session.IsJson)
        {
            await session.Output.WriteLineAsync($"{folder}: {files.Count} files of the signed repository").ConfigureAwait(false);
        }
    }

    private static string Line(ModelView model) => FormattableString.Invariant(
        $"{TerminalText.Of(model.Model)} {TerminalText.Of(model.Version)}: {model.SizeBytes / BytesPerMegabyte:F1} MB, {model.Kind}, {TerminalText.Of(model.Digest)}\n");
}
