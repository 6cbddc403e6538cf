using DenseEdge.Onnx.Linting;
using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Tests.Linting;

public sealed class GoodModelsTests
{
    public static TheoryData<string, string> All
    {
        get
        {
            TheoryData<string, string> data = [];
            foreach ((string kind, string[] targets) in GoodModels.Targets)
            {
                foreach (string target in targets)
                {
                    data.Add(kind, target);
                }
            }

            return data;
        }
    }

    public static TheoryData<string> Kinds => [.. GoodModels.Targets.Select(entry => entry.Kind)];

    [Theory]
    [MemberData(nameof(All))]
    public void Judge_AGoodModelForItsTarget_FindsNothing(string kind, string target)
        => Assert.Empty(Linter.Judge(GoodModels.Of(kind), TargetProfiles.Find(target)).Findings);

    // What is called good must be a model that an engine runs.
    [Theory]
    [MemberData(nameof(Kinds))]
    public void GoodModel_RunsOnTheCpuEngine(string kind)
    {
        using Microsoft.ML.OnnxRuntime.InferenceSession session = new(GoodModels.Of(kind).ToBytes());

        Assert.Equal(["labels", "normals"], session.OutputMetadata.Keys.Order(StringComparer.Ordinal));
    }
}
