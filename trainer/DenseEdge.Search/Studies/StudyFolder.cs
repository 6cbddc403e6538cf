using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace DenseEdge.Search.Studies;

/// <summary>
/// A study: a folder of whole files that any number of processes work on, on one machine or on shared storage. A job whose result
/// is there is done; a process that dies leaves nothing behind that looks like a result.
/// </summary>
/// <remarks>
/// <code>study.json          format and settings
/// jobs/ID.json        what is to be done
/// results/ID.json     what came out, with the digests of the files below
/// work/ID/            the job's own folder: checkpoints, models
/// logs/ID.log         what the worker said</code>
/// The storage must rename a file within a folder at once, as local disks, NFS and Lustre do.
/// </remarks>
public sealed partial class StudyFolder
{
    /// <summary>Version of the layout.</summary>
    public const int Format = 1;

    /// <summary>The file of format and settings.</summary>
    public const string SettingsFile = "study.json";

    private readonly JobResults _results;

    private StudyFolder(string path, JsonObject settings)
    {
        Path = System.IO.Path.GetFullPath(path);
        Settings = settings;
        Id = CanonicalJson.Identity(settings);
        _results = new JobResults(Path, Id);
    }

    /// <summary>The folder, as a full path.</summary>
    public string Path { get; }

    /// <summary>The hash of the settings: part of every job's identity.</summary>
    public string Id { get; }

    /// <summary>What the study was started with.</summary>
    public JsonObject Settings { get; }

    /// <summary>Opens a study, or starts one in a new or empty folder.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="settings">Everything that the study's results depend on.</param>
    /// <exception cref="InvalidDataException">The folder holds something else, or a study of another version or with other
    /// settings; the message names the differences.</exception>
    public static StudyFolder OpenOrStart(string path, JsonObject settings)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(settings);
        string file = System.IO.Path.Combine(path, SettingsFile);
        if (File.Exists(file))
        {
            return Open(path).Requiring(settings);
        }

        if (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any(entry => !AtomicFile.IsTemporary(entry)))
        {
            throw new InvalidDataException(
                $"Expected a study or an empty folder, found '{path}' with files but without {SettingsFile}. Choose another folder.");
        }

        Directory.CreateDirectory(path);
        JsonObject document = new() { ["format"] = Format, ["settings"] = settings.DeepClone() };
        AtomicFile.Write(file, CanonicalJson.WriteIndented(document));
        return Open(path);
    }

    /// <summary>Opens a study as it is.</summary>
    /// <param name="path">The folder.</param>
    /// <exception cref="InvalidDataException">It is no study, or one of another version.</exception>
    public static StudyFolder Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string file = System.IO.Path.Combine(path, SettingsFile);
        if (!File.Exists(file))
        {
            throw new InvalidDataException($"Expected the folder of a study, found no '{file}'.");
        }

        JsonObject document = CanonicalJson.ReadObject(file);
        string found = CanonicalJson.Write(document["format"]);
        if (found != CanonicalJson.Write(Format))
        {
            throw new InvalidDataException(
                $"'{file}': expected a study of version {Format}, found version {found}. Start a new study in another folder, "
                + "or go on with the DenseEdge that wrote it.");
        }

        return document["settings"] is JsonObject settings
            ? new StudyFolder(path, settings)
            : throw new InvalidDataException($"'{file}': expected settings, found none.");
    }

    /// <summary>Keeps other processes from leading the same study until it is disposed. Workers don't need it.</summary>
    /// <exception cref="IOException">Another process leads the study.</exception>
    public IDisposable Lead()
        => FileLock.TryTake(System.IO.Path.Combine(Path, "study.lock"))
            ?? throw new IOException(
                $"Another 'denseedge search' works on the study '{Path}'. Wait for it, or stop it: nothing is lost.");

    /// <summary>Describes a job of this study. Nothing is written.</summary>
    /// <param name="kind">What is to be done: lower-case letters.</param>
    /// <param name="payload">Everything that it needs to know beside the settings.</param>
    public StudyJob Job(string kind, JsonObject payload)
    {
        ArgumentNullException.ThrowIfNull(payload);
        if (kind is null || !Kind().IsMatch(kind))
        {
            throw new ArgumentException($"Expected a kind of lower-case letters, got '{kind}'.", nameof(kind));
        }

        return new StudyJob(Id, kind, payload);
    }

    /// <summary>Writes a job where workers find it.</summary>
    /// <param name="job">A job of this study.</param>
    public void Add(StudyJob job)
    {
        ArgumentNullException.ThrowIfNull(job);
        string path = JobPath(job.Id);
        if (!File.Exists(path))
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
            JsonObject document = new() { ["kind"] = job.Kind, ["payload"] = job.Payload.DeepClone() };
            AtomicFile.WriteFirst(path, CanonicalJson.WriteIndented(document));
        }
    }

    /// <summary>Reads a job.</summary>
    /// <param name="id">Its <see cref="StudyJob.Id"/>.</param>
    /// <exception cref="InvalidDataException">There is none, or the file's content has another identity.</exception>
    public StudyJob FindJob(string id)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        string path = JobPath(id);
        if (!File.Exists(path))
        {
            throw new InvalidDataException($"Expected a job of the study '{Path}', found no '{path}'.");
        }

        JsonObject document = CanonicalJson.ReadObject(path);
        StudyJob job = document["kind"]?.GetValueKind() == System.Text.Json.JsonValueKind.String
            && document["payload"] is JsonObject payload
            ? Job(document["kind"]!.GetValue<string>(), payload)
            : throw new InvalidDataException($"'{path}': expected kind and payload of a job.");
        return job.Id == id
            ? job
            : throw new InvalidDataException($"'{path}': expected the job {id}, found {job.Id}: it is of another study, or was changed.");
    }

    /// <summary>Reads what a job found.</summary>
    /// <param name="job">A job of this study.</param>
    /// <returns>Null if it is not done.</returns>
    /// <exception cref="InvalidDataException">The result is of another job, was cut or changed, or one of its files was.</exception>
    public JobResult? FindResult(StudyJob job)
    {
        ArgumentNullException.ThrowIfNull(job);
        return _results.Find(job);
    }

    /// <summary>Writes what a job found. If it was done twice, the first result stays.</summary>
    /// <param name="job">A job of this study.</param>
    /// <param name="output">Its numbers.</param>
    /// <param name="files">Files in the study's folder that belong to the result; they must not change any more.</param>
    /// <returns>The result that counts.</returns>
    public JobResult Finish(StudyJob job, JsonObject output, IEnumerable<string> files)
    {
        ArgumentNullException.ThrowIfNull(job);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(files);
        return _results.Write(job, output, files);
    }

    /// <summary>The folder of a job's own files; made if there is none.</summary>
    /// <param name="job">A job of this study.</param>
    public string WorkFolder(StudyJob job)
    {
        ArgumentNullException.ThrowIfNull(job);
        return Directory.CreateDirectory(System.IO.Path.Combine(Path, "work", job.Id)).FullName;
    }

    /// <summary>The file of what a job's worker said.</summary>
    /// <param name="job">A job of this study.</param>
    public string LogPath(StudyJob job)
    {
        ArgumentNullException.ThrowIfNull(job);
        return System.IO.Path.Combine(Directory.CreateDirectory(System.IO.Path.Combine(Path, "logs")).FullName, $"{job.Id}.log");
    }

    /// <summary>Keeps two workers from writing into one work folder: a restarted study may find the old worker alive.</summary>
    /// <param name="job">A job of this study.</param>
    /// <returns>Null while another worker has the job.</returns>
    public IDisposable? TryClaim(StudyJob job)
    {
        ArgumentNullException.ThrowIfNull(job);
        return FileLock.TryTake(System.IO.Path.Combine(WorkFolder(job), "worker.lock"));
    }

    [GeneratedRegex("^[a-z]+$")]
    private static partial Regex Kind();

    private StudyFolder Requiring(JsonObject settings)
    {
        // Through text, because a number that was computed and one that was read compare by their spelling.
        JsonObject asked = JsonNode.Parse(CanonicalJson.Write(settings))!.AsObject();
        IReadOnlyList<string> differences = SettingsDifference.Of(Settings, asked);
        return differences.Count == 0
            ? this
            : throw new InvalidDataException(
                $"'{Path}' is a study with other settings; a result of both would be of neither. "
                + $"Choose another folder, or ask for the same:\n  {string.Join("\n  ", differences)}");
    }

    private string JobPath(string id) => System.IO.Path.Combine(Path, "jobs", $"{id}.json");
}
