using System.Text.Json.Nodes;

namespace DenseEdge.Search.Studies;

/// <summary>
/// A piece of work of a study. What it is decides its identity, so doing it twice gives the same result under the same name.
/// </summary>
public sealed class StudyJob
{
    internal StudyJob(string studyId, string kind, JsonObject payload)
    {
        (Kind, Payload) = (kind, payload);
        Id = $"{kind}-{CanonicalJson.Identity(new JsonObject
        {
            ["study"] = studyId,
            ["kind"] = kind,
            ["payload"] = payload.DeepClone(),
        })}";
    }

    /// <summary>What is to be done, such as "rows".</summary>
    public string Kind { get; }

    /// <summary>The kind and the hash of study, kind and payload: the job's name in the study's folder.</summary>
    public string Id { get; }

    /// <summary>Everything that the work needs to know beside the study's settings.</summary>
    public JsonObject Payload { get; }
}
