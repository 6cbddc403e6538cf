using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace DenseEdge.Search.Studies;

/// <summary>The results of a study: JSON files that name their job and carry their own digest and those of their files.</summary>
/// <param name="folder">The study's folder.</param>
/// <param name="studyId">The study's identity.</param>
internal sealed class JobResults(string folder, string studyId)
{
    private const string DigestKey = "sha256";

    public JobResult? Find(StudyJob job)
    {
        string path = PathOf(job);
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            return Read(job, CanonicalJson.ReadObject(path));
        }
        catch (InvalidDataException fault)
        {
            throw new InvalidDataException($"{fault.Message} Delete '{path}' to have the job done again.", fault);
        }
    }

    public JobResult Write(StudyJob job, JsonObject output, IEnumerable<string> files)
    {
        JsonObject digests = [];
        foreach (string file in files.Select(Path.GetFullPath).Order(StringComparer.Ordinal))
        {
            string name = Path.GetRelativePath(folder, file).Replace('\\', '/');
            digests[name] = !name.StartsWith("..", StringComparison.Ordinal)
                ? Digest(file)
                : throw new ArgumentException($"Expected a file of the study '{folder}', got '{file}'.", nameof(files));
        }

        JsonObject document = new()
        {
            ["study"] = studyId,
            ["job"] = job.Id,
            ["output"] = output.DeepClone(),
            ["files"] = digests,
        };
        document[DigestKey] = CanonicalJson.Digest(JsonNode.Parse(CanonicalJson.Write(document)));
        string path = PathOf(job);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        AtomicFile.WriteFirst(path, CanonicalJson.WriteIndented(document));
        return Find(job)!;
    }

    private JobResult Read(StudyJob job, JsonObject document)
    {
        string digest = document[DigestKey]?.ToString() ?? "";
        document.Remove(DigestKey);
        if (CanonicalJson.Digest(document) != digest)
        {
            throw new InvalidDataException($"'{PathOf(job)}': the result is not the one that was written; its digest differs.");
        }

        (string study, string found) = (document["study"]?.ToString() ?? "", document["job"]?.ToString() ?? "");
        if ((study, found) != (studyId, job.Id))
        {
            throw new InvalidDataException(
                $"'{PathOf(job)}': expected the result of job {job.Id} of study {studyId}, found job {found} of study {study}.");
        }

        List<string> files = [];
        foreach ((string name, JsonNode? expected) in document["files"]!.AsObject())
        {
            string file = Path.Combine(folder, name);
            if (!File.Exists(file) || Digest(file) != expected!.ToString())
            {
                throw new InvalidDataException($"'{file}' is missing or was changed after the job had finished.");
            }

            files.Add(file);
        }

        return new JobResult(document["output"]!.AsObject(), files);
    }

    private string PathOf(StudyJob job) => Path.Combine(folder, "results", $"{job.Id}.json");

    private static string Digest(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
