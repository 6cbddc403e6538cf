using DenseEdge.Contracts;
using DenseEdge.Training.Heads;
using DenseEdge.Training.Tests.Network;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.Tests.Heads;

public sealed class RelationalContextHeadTests
{
    private static readonly TaskKind[] Two = [TaskKind.Depth, TaskKind.Boundaries];
    private static readonly string[] Predictions = ["aux_logits.edge", "final_logits.depth", "final_logits.edge"];
    private static readonly TaskSpec[] TwoTasks = [new() { Kind = TaskKind.Depth }, new() { Kind = TaskKind.Boundaries }];

    [Fact]
    public void NamedParameters_OfASmallHead_AreTheAuthorsNames()
    {
        using RelationalContextHead head = Make(new[,]
        {
            { ContextType.Global, ContextType.SourceLabel },
            { ContextType.None, ContextType.None },
        });

        string[] layers =
        [
            "bottleneck.depth", "bottleneck.edge", "aux_conv.edge",
            "atrc_module.cp_blocks.depth.depth.query_project.0", "atrc_module.cp_blocks.depth.depth.query_project.1",
            "atrc_module.cp_blocks.depth.depth.key_project.0", "atrc_module.cp_blocks.depth.depth.key_project.1",
            "atrc_module.cp_blocks.depth.depth.value_project",
            "atrc_module.cp_blocks.depth.edge.query_project.0", "atrc_module.cp_blocks.depth.edge.query_project.1",
            "atrc_module.cp_blocks.depth.edge.key_project.0", "atrc_module.cp_blocks.depth.edge.key_project.1",
            "atrc_module.cp_blocks.depth.edge.value_project",
            "atrc_module.out_proj.depth", "atrc_module.bottleneck.depth.0", "atrc_module.bottleneck.edge.0",
        ];
        IEnumerable<string> expected = layers
            .SelectMany(layer => new[] { $"{layer}.conv.weight", $"{layer}.bn.weight", $"{layer}.bn.bias" })
            .Concat(Predictions.SelectMany(layer => new[] { $"{layer}.weight", $"{layer}.bias" }));
        Assert.Equal(
            expected.Order(StringComparer.Ordinal),
            head.named_parameters().Select(parameter => parameter.name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Predict_WithATargetWithoutSources_StillPredictsIt()
    {
        using DisposeScope scope = NewDisposeScope();
        using RelationalContextHead head = Make(new[,]
        {
            { ContextType.Local, ContextType.TargetLabel },
            { ContextType.None, ContextType.None },
        });
        head.eval();

        HeadOutput output = head.call(Numbers.Uniform(1, 2, 12, 6, 9));

        Assert.Equal([2, 1, 6, 9], output.Final[TaskKind.Boundaries].shape);
        Assert.Equal([2, 40, 6, 9], output.Auxiliary[TaskKind.Depth].shape);
        Assert.False(output.Auxiliary.ContainsKey(TaskKind.Boundaries));
    }

    [Fact]
    public void Predict_WithASourceLabel_UsesTheSourcesMaps()
    {
        using DisposeScope scope = NewDisposeScope();
        using RelationalContextHead head = Make(new[,]
        {
            { ContextType.Global, ContextType.SourceLabel },
            { ContextType.None, ContextType.None },
        });

        // Only the source has an auxiliary head: the target's maps do not exist.
        HeadOutput output = head.call(Numbers.Uniform(1, 2, 12, 6, 9));

        Assert.Equal([TaskKind.Boundaries], output.Auxiliary.Keys);
        Assert.Equal([2, 1, 6, 9], output.Final[TaskKind.Depth].shape);
    }

    [Fact]
    public void Predict_WithAllNone_NeedsNoAuxiliaryHead()
    {
        using DisposeScope scope = NewDisposeScope();
        using RelationalContextHead head = new(TwoTasks, Genotype.Uniform(Two, ContextType.None), 12, 6, 3);
        Assert.Empty(head.call(Numbers.Uniform(1, 2, 12, 6, 9)).Auxiliary);
    }

    [Fact]
    public void FinalLoss_Backward_ReachesTheAuxiliaryHeadThroughItsMaps()
    {
        using DisposeScope scope = NewDisposeScope();
        using RelationalContextHead head = Make(new[,]
        {
            { ContextType.SourceLabel, ContextType.SourceLabel },
            { ContextType.SourceLabel, ContextType.SourceLabel },
        });
        using (no_grad())
        {
            // The projection starts at zero, which blocks every gradient behind it.
            head.get_parameter("atrc_module.out_proj.depth.bn.weight")!.fill_(1);
        }

        Tensor prediction = head.call(Numbers.Uniform(1, 2, 12, 6, 9)).Final[TaskKind.Depth];
        Tensor gradient = autograd.grad(
            [prediction.square().sum()], [head.get_parameter("aux_logits.edge.weight")!])[0];
        Assert.Contains(Numbers.Values(gradient), value => value != 0);
    }

    private static RelationalContextHead Make(ContextType[,] cells) => new(TwoTasks, new Genotype(Two, cells), 12, 6, 3);
}
