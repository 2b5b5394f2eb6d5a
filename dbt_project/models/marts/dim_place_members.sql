select
    members.group_code,
    members.member_code,
    members.valid_from,
    members.valid_to
from {{ ref('place_group_members') }} as members
