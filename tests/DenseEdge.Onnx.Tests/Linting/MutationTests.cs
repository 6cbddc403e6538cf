using DenseEdge.Onnx.Linting;
using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Tests.Linting;

public sealed class MutationTests
{
    private static readonly Dictionary<string, Mutation> Mutations =
        ((IEnumerable<Mutation>)[.. GeneralMutations.All, .. OperatorMutations.All, .. QuantizationMutations.All])
        .ToDictionary(mutation => mutation.Name.Length == 0 ? mutation.Code : $"{mutation.Code} {mutation.Name}");

    public static TheoryData<string> All => [.. Mutations.Keys];

    [Theory]
    [MemberData(nameof(All))]
    public void Judge_AGoodModelWithOneRuleBroken_FindsExactlyThatRule(string name)
    {
        Mutation mutation = Mutations[name];
        TargetProfile target = TargetProfiles.Find(mutation.Target);
        ModelEdit edit = new(GoodModels.Of(mutation.Kind).Proto);

        mutation.Break(edit);
        if (mutation.Prunes)
        {
            edit.Prune();
        }

        LintReport report = Linter.Judge(new OnnxModel(edit.Model), mutation.Profile(target));
        string found = string.Join("\n", report.Findings);
        Assert.True(report.Findings.Count > 0, "found nothing");
        Assert.True(report.Findings.All(finding => finding.Code == mutation.Code), found);
        LintSeverity expected = mutation.Severity ?? Linter.Rule(mutation.Code).Severity;
        Assert.All(report.Findings, finding => Assert.Equal(expected, finding.Severity));
    }

    [Fact]
    public void Rules_AllHaveAMutation()
        => Assert.Equal(
            Linter.Rules.Select(rule => rule.Code),
            Mutations.Values.Select(mutation => mutation.Code).Distinct().Order(StringComparer.Ordinal));
}
