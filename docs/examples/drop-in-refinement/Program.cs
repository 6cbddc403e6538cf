using System.Globalization;
using DenseEdge.Examples.DropInRefinement;
using TorchSharp;

const int Steps = 60;
torch.manual_seed(1);
using ThreeTaskNetwork network = new();
IReadOnlyList<double> losses = Example.Train(network, Steps);
Console.WriteLine(string.Create(
    CultureInfo.InvariantCulture, $"{Steps} steps: loss {losses[0]:F3} -> {losses[^1]:F3}"));
