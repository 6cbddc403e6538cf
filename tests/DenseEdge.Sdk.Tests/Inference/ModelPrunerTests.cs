using DenseEdge.Contracts;
using DenseEdge.Onnx;
using DenseEdge.Onnx.Schema;
using DenseEdge.Sdk.Inference.Pruning;

namespace DenseEdge.Sdk.Tests.Inference;

public sealed class ModelPrunerTests
{
    [Fact]
    public void Keep_OfOneOutput_LeavesOutTheNodesAndWeightsOfOthers()
    {
        OnnxGraphBuilder graph = new("two-heads");
        GraphValue x = graph.Input("x", GraphElementType.Float32, 1, 2);
        GraphValue shared = graph.Mul(x, graph.Initializer([3f, 4f], [1, 2], "shared"));
        graph.Output("a", graph.Add(shared, graph.Initializer([5f], [1], "only_a")));
        graph.Output("b", graph.Exp(graph.Sub(shared, graph.Initializer([6f], [1], "only_b"))));

        GraphProto pruned = ModelProto.Parser.ParseFrom(
            ModelPruner.Keep(graph.Build("tests").ToBytes(), new HashSet<string> { "a" })).Graph;

        Assert.Equal(["Mul", "Add"], pruned.Node.Where(node => node.OpType != "Identity").Select(node => node.OpType));
        Assert.Equal(["a"], pruned.Output.Select(output => output.Name));
        Assert.Equal(["only_a", "shared"], pruned.Initializer.Select(tensor => tensor.Name).Order());
    }

    [Fact]
    public void Keep_OfEveryOutput_KeepsEveryByte()
    {
        byte[] model = TestModel.Build([.. TaskKinds.All]).ToBytes();

        byte[] kept = ModelPruner.Keep(model, TaskKinds.All.Select(TaskKinds.Key).ToHashSet());

        Assert.Equal(model, kept);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Keep_OfDamagedBytes_SaysWhatWasExpected(int seed)
    {
        byte[] model = TestModel.Build([.. TaskKinds.All]).ToBytes();
        Random random = new(seed);
        int refused = 0;
        for (int i = 0; i < 300; i++)
        {
            byte[] damaged = model[..random.Next(1, model.Length)];
            damaged[random.Next(damaged.Length)] ^= (byte)random.Next(1, 256);
            try
            {
                ModelPruner.Keep(damaged, new HashSet<string> { "depth" });
            }
            catch (InvalidDataException)
            {
                refused++;
            }
        }

        Assert.True(refused > 0);
    }

    [Fact]
    public void Find_OfAnEntry_GivesItsValue()
    {
        OnnxModel model = TestModel.Build(TaskKind.Depth);
        model.SetMetadata("other", "1");
        model.SetMetadata(ModelMetadata.Key, "{}");

        Assert.Equal("{}", ModelEntry.Find(model.ToBytes(), ModelMetadata.Key));
        Assert.Null(ModelEntry.Find(model.ToBytes(), "absent"));
    }
}
