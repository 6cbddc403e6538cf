using DenseEdge.Contracts;
using DenseEdge.Training.Attention;
using DenseEdge.Training.Heads;
using DenseEdge.Training.Relations;
using DenseEdge.Training.Tests.Network;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.Tests.Relations;

public sealed class RelationalContextTests
{
    private const int Channels = 6;

    private static readonly string[] Tasks = ["material", "height", "shadow", "wear", "heat", "age", "price"];

    [Fact]
    public void Refine_OfMoreTasksThanTheLibraryKnows_KeepsTheirShapes()
    {
        using DisposeScope scope = NewDisposeScope();
        using RelationalContext context = new(TaskRelations.Uniform(Tasks, ContextType.Local), Channels, 3);

        IReadOnlyDictionary<string, Tensor> refined = context.Refine(Features(Tasks), null, null);

        Assert.Equal(Tasks, refined.Keys);
        Assert.All(refined.Values, map => Assert.Equal([2, Channels, 5, 7], map.shape));
    }

    [Fact]
    public void Refine_OfKnownTasks_IsWhatTheNetworksComputeByName()
    {
        using DisposeScope scope = NewDisposeScope();
        Genotype genotype = PublishedGenotypes.NyudHrNet48;
        using RelationalContextModule own = new(genotype, Channels, 3);
        using RelationalContext open = new(TaskRelations.Of(genotype), Channels, 3);
        foreach ((string name, TorchSharp.Modules.Parameter parameter) in own.named_parameters())
        {
            using IDisposable withoutGradients = no_grad();
            parameter.copy_(Numbers.Uniform(name.Length, parameter.shape));
            open.get_parameter(name)!.copy_(parameter);
        }

        own.eval();
        open.eval();
        string[] names = [.. genotype.Tasks.Select(task => task.Key())];
        Dictionary<string, Tensor> features = Features(names);
        Dictionary<string, Tensor> logits = names.ToDictionary(name => name, name => Numbers.Uniform(90 + name.Length, 2, 4, 5, 7));

        IReadOnlyDictionary<TaskKind, Tensor> expected = own.call(
            genotype.Tasks.ToDictionary(task => task, task => features[task.Key()]),
            genotype.TasksWithAuxiliaryHead.ToDictionary(
                task => task, task => SpatialNormalization.Normalize(logits[task.Key()])));
        IReadOnlyDictionary<string, Tensor> actual = open.call(features, logits);

        Assert.Equal(own.named_parameters().Select(named => named.name), open.named_parameters().Select(named => named.name));
        Assert.All(genotype.Tasks, task => Assert.Equal(0, Numbers.Difference(expected[task], actual[task.Key()])));
    }

    [Fact]
    public void Refine_WithWrongInputs_ListsAllOfThem()
    {
        using DisposeScope scope = NewDisposeScope();
        using RelationalContext context = new(TaskRelations.Uniform(["a", "b", "c"], ContextType.TargetLabel), Channels, 3);
        Dictionary<string, Tensor> features = new()
        {
            ["a"] = Numbers.Uniform(1, 2, Channels, 5, 7),
            ["b"] = Numbers.Uniform(2, 2, Channels + 1, 5, 7),
        };

        string message = Assert.Throws<ArgumentException>(
            () => context.call(features, new Dictionary<string, Tensor> { ["a"] = Numbers.Uniform(3, 2, 4, 3, 3) })).Message;

        Assert.Contains("Expected features of 'b' of [N, 6, h, w]", message, StringComparison.Ordinal);
        Assert.Contains("The features of 'c' are missing.", message, StringComparison.Ordinal);
        Assert.Contains("Expected auxiliary logits of 'a'", message, StringComparison.Ordinal);
        Assert.Contains("The auxiliary logits of 'b' are missing.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Relations_WithWrongNamesAndCells_ListAllOfThem()
    {
        string message = Assert.Throws<ArgumentException>(
            () => new TaskRelations(["a", "b.c", "a"], new[,] { { (ContextType)7 } })).Message;

        Assert.Contains("got 'b.c'", message, StringComparison.Ordinal);
        Assert.Contains("Task 'a' appears more than once.", message, StringComparison.Ordinal);
        Assert.Contains("Expected 3x3 cells, got 1x1.", message, StringComparison.Ordinal);
        Assert.Contains("got 7", message, StringComparison.Ordinal);
    }

    [Fact]
    public void AuxiliaryPredictions_OfTasksThatNeedThem_GiveTheSharedFeaturesNoGradient()
    {
        using DisposeScope scope = NewDisposeScope();
        TaskRelations relations = new(
            ["a", "b"], new[,] { { ContextType.None, ContextType.SourceLabel }, { ContextType.None, ContextType.Global } });
        using AuxiliaryPredictions predictions = new(relations, new Dictionary<string, int> { ["b"] = 4 }, 8);
        Tensor shared = Numbers.Uniform(1, 2, 8, 5, 7).requires_grad_();

        IReadOnlyDictionary<string, Tensor> logits = predictions.call(shared);

        Assert.Equal(["b"], logits.Keys);
        Assert.Equal([2, 4, 5, 7], logits["b"].shape);
        Assert.Null(autograd.grad([logits["b"].sum()], [shared], allow_unused: true)[0]);
        string message = Assert.Throws<ArgumentException>(
            () => new AuxiliaryPredictions(relations, new Dictionary<string, int>(), 8)).Message;
        Assert.Contains("at least 1 for b", message, StringComparison.Ordinal);
    }

    private static Dictionary<string, Tensor> Features(IEnumerable<string> tasks)
    {
        int seed = 10;
        return tasks.ToDictionary(task => task, _ => Numbers.Uniform(seed++, 2, Channels, 5, 7));
    }
}
