using DenseEdge.Fleet.Devices;
using DenseEdge.Fleet.Models;
using DenseEdge.Fleet.Tests.Support;

namespace DenseEdge.Fleet.Tests.Models;

public sealed class ModelStoreTests
{
    [Theory]
    [Sqlite]
    [Postgres]
    public async Task Add_SameAgain_IsTheSame_OtherContentIsAConflict(DatabaseKind kind)
    {
        await using TestFleet fleet = await TestFleet.OpenAsync(kind);
        ModelVersion first = await fleet.PublishAsync("1.4");

        ModelVersion again = await fleet.PublishAsync("1.4");

        Assert.Equal(first.Id, again.Id);
        Assert.Equal((7, "sha256:scene1.4", 1234, ModelKind.Bundle), (again.Release, again.Digest, again.SizeBytes, again.Kind));
        var other = new NewModel
        {
            Name = "scene",
            Version = "1.4",
            Artifacts = [new("x", 1, new('0', 64), new('0', 40), new('0', 32))]
        };
        Assert.Equal(
            FleetFault.Conflict, (await Assert.ThrowsAsync<FleetException>(() => fleet.Store.Models.AddAsync(other))).Fault);
        Assert.Single(await fleet.Store.Models.ListAsync());
    }

    [Theory]
    [Sqlite]
    [Postgres]
    public async Task List_NewestFirst_CountsTheDevicesThatRunEach(DatabaseKind kind)
    {
        await using TestFleet fleet = await TestFleet.OpenAsync(kind);
        await fleet.PublishAsync("1.4");
        await fleet.PublishAsync("1.5");
        await fleet.AddDevicesAsync(3);
        foreach (string device in new[] { "cam000", "cam002" })
        {
            await fleet.Store.Devices.SetAttributesAsync(
                device, new Dictionary<string, string> { ["denseedge.model"] = "scene", ["denseedge.version"] = "1.4" },
                    AttributeMode.Merge);
        }

        IReadOnlyList<ModelVersion> models = await fleet.Store.Models.ListAsync();

        Assert.Equal([("1.5", 0L), ("1.4", 2L)], models.Select(model => (model.Version, model.Devices)));
        Assert.Equal(models[1].Id, (await fleet.Store.Models.FindAsync("scene", "1.4"))!.Id);
        Assert.Null(await fleet.Store.Models.FindAsync(99));
    }

    [Theory]
    [Sqlite]
    [Postgres]
    public async Task Delete_GivesDigestsThatNobodyElseNeeds(DatabaseKind kind)
    {
        await using TestFleet fleet = await TestFleet.OpenAsync(kind);
        ModelArtifact shared = new("shared", 1, new('1', 64), new('1', 40), new('1', 32));
        ModelArtifact own = new("own", 2, new('2', 64), new('2', 40), new('2', 32));
        ModelArtifact signed = new("signed", 3, new('3', 64), new('3', 40), new('3', 32));
        ModelVersion first =
            await fleet.Store.Models.AddAsync(new NewModel { Name = "a", Version = "1", Artifacts = [shared, own, signed] });
        await fleet.Store.Models.AddAsync(new NewModel { Name = "a", Version = "2", Artifacts = [shared] });
        await fleet.Store.Repository.PutAsync("targets/x", signed.Sha256, 3, overwrite: false);

        Assert.Equal([own.Sha256], await fleet.Store.Models.DeleteAsync(first.Id));

        Assert.Equal(FleetFault.NotFound,
            (await Assert.ThrowsAsync<FleetException>(() => fleet.Store.Models.DeleteAsync(first.Id))).Fault);
        Assert.True(await fleet.Store.Repository.IsNeededAsync(shared.Sha256));
        Assert.True(await fleet.Store.Repository.IsNeededAsync(signed.Sha256));
        Assert.False(await fleet.Store.Repository.IsNeededAsync(own.Sha256));
    }
}
